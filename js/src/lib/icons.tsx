/** The icons that several components share. */

function Icon({ path }: { path: string }) {
  return (
    <svg class="nbb-icon" viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

export const Copy = () => <Icon path="M9 9h11v11H9zM5 15H4V4h11v1" />;
export const Check = () => <Icon path="M4 12.5l5 5L20 6.5" />;
export const Chain = () => (
  <Icon path="M10 13.5a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.6-5.7L12 6.6M14 10.500a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.600 5.700L12 17.400" />
);
export const Close = () => <Icon path="M6 6l12 12M18 6L6 18" />;
export const Upload = () => <Icon path="M12 15V4M7.500 8.500L12 4l4.500 4.500M4 15v5h16v-5" />;
export const Download = () => <Icon path="M12 4v11M7.500 10.500L12 15l4.500-4.500M4 16v4h16v-4" />;
export const Expand = () => <Icon path="M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5" />;
export const Picture = () => <Icon path="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01" />;
export const Camera = () => (
  <Icon path="M4 8h4l1.500-3h5L16 8h4v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z" />
);
export const Clipboard = () => <Icon path="M9 4h6v3H9zM9 5H5v15h14V5h-4" />;
export const Microphone = () => (
  <Icon path="M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v3" />
);
export const Note = () => (
  <Icon path="M9 17.500V6l10-2v11.500M9 17.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM19 15.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z" />
);
export const Play = () => <Icon path="M7 4.500v15l12-7.500z" />;
export const Pause = () => <Icon path="M8 5v14M16 5v14" />;
export const Stop = () => <Icon path="M6 6h12v12H6z" />;
export const Record = () => <Icon path="M12 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />;
export const Back = () => <Icon path="M19 6l-8 6 8 6zM6 6v12" />;
export const Forward = () => <Icon path="M5 6l8 6-8 6zM18 6v12" />;
export const Speaker = () => (
  <Icon path="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11" />
);
export const Muted = () => <Icon path="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5" />;
export const Scissors = () => (
  <Icon path="M8.500 15.500L19 5M8.500 8.500L19 19M9 7a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM9 17a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z" />
);
export const Down = () => <Icon path="M6 9l6 6 6-6" />;
export const Reset = () => <Icon path="M4.500 9.500A8 8 0 1 1 4 14M4 4v5.500h5.500" />;
