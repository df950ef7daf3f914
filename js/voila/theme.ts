/** Light or dark, before the first paint: what ?__theme= says, else what the visitor's system likes. */

const asked = new URLSearchParams(location.search).get("__theme");
const system = matchMedia("(prefers-color-scheme: dark)");

function paint(): void {
  const dark = asked === "dark" || (asked !== "light" && system.matches);
  for (const element of [document.documentElement, document.body]) {
    element.dataset.jpThemeLight = String(!dark);
    element.dataset.jpThemeName = dark ? "JupyterLab Dark" : "JupyterLab Light";
  }
}

paint();
system.addEventListener("change", paint);
