/** Says below an input why it is not accepted, and marks its control while it does. */

import { useEffect, useRef } from "preact/hooks";

export function invalidId(id: string): string {
  return `${id}-error`;
}

export function Invalid({ id, message }: { id: string; message: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = ref.current?.getRootNode() as Document | ShadowRoot | undefined;
    const control = root?.getElementById(id);
    if (!control) return;
    const described = control.getAttribute("aria-describedby");
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", [described, invalidId(id)].filter(Boolean).join(" "));
    return () => {
      control.removeAttribute("aria-invalid");
      if (described) control.setAttribute("aria-describedby", described);
      else control.removeAttribute("aria-describedby");
    };
  }, [id]);
  return (
    <div class="nbb-invalid" id={invalidId(id)} role="alert" ref={ref}>
      {message}
    </div>
  );
}
