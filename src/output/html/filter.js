const form = document.forms[0];
const articles = [...document.querySelectorAll("article")].map((element) => {
  const section = element.closest("section");
  return {
    element,
    section,
    text: (section.querySelector("h3").textContent + " " + element.textContent).toLowerCase(),
    values: { severity: element.dataset.severity, status: element.dataset.status, deployment: section.querySelector("h3").id },
  };
});
const sections = [...document.querySelectorAll(".deployment")];
const apply = () => {
  const words = form.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = ["severity", "status", "deployment"].filter((name) => form[name].value !== "all");
  const active = words.length + chosen.length > 0;
  const shown = articles.filter(({ element, text, values }) => {
    const fits = [words.every((word) => text.includes(word)), chosen.every((name) => values[name] === form[name].value)];
    element.hidden = fits.includes(false);
    return !element.hidden;
  });
  const kept = new Set(shown.map(({ section }) => section));
  for (const section of sections) section.hidden = active ? !kept.has(section) : false;
  document.body.classList.toggle("filtered", active);
  form.querySelector("output").textContent = active ? shown.length + " of " + articles.length + " findings shown" : "";
};
let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(apply, 120);
});
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", (event) => event.preventDefault());
const reveal = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details")?.setAttribute("open", "");
addEventListener("hashchange", reveal);
form.hidden = false;
reveal();
apply();
