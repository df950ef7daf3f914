/** The icons that several components share. */

function Icon({ path }: { path: string }) {
  return (
    <svg class="nbb-icon" viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

export const Copy = () => <Icon path="M9 9h11v11H9zM5 15H4V4h11v1" />;
export const Check = () => <Icon path="M4 12.5l5 5L20 6.5" />;
export const Chain = () => (
  <Icon path="M10 13.5a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.6-5.7L12 6.6M14 10.500a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.600 5.700L12 17.400" />
);
