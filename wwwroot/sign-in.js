// Comforts of the pages outside the shell; each of them works without this file.
const field = name => document.getElementById(name);

for (const button of document.querySelectorAll("[data-reveal]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const input = field(button.dataset.reveal);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-pressed", String(shown));
  });
}

// 0 to 4: roughly, how many guesses. Length counts most; repeats, runs and the user's own name count for nothing.
const words = ["unusable", "weak", "fair", "good", "strong"];
const strength = (password, name, minimum) => {
  let rest = password.toLowerCase();
  for (const part of [name.toLowerCase(), "password", "portainer", "docker", "administrator", "admin", "qwertz", "qwerty"]) {
    if (part.length > 2) rest = rest.replaceAll(part, "*");
  }
  let worth = 0;
  for (let i = 0; i < rest.length; i++) {
    const step = i > 0 ? rest.charCodeAt(i) - rest.charCodeAt(i - 1) : 9;
    worth += Math.abs(step) <= 1 || rest.indexOf(rest[i]) < i - 12 ? 0.3 : 1;
  }
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter(kind => kind.test(password)).length;
  const bits = worth * (2 + kinds * 0.6) * Math.min(1, new Set(rest).size / 8);
  if (password.length < minimum) return 0;
  return bits < 28 ? 1 : bits < 42 ? 2 : bits < 60 ? 3 : 4;
};

for (const box of document.querySelectorAll("[data-strength-of]")) {
  const [input, meter, text] = [field(box.dataset.strengthOf), box.querySelector("meter"), box.querySelector("span")];
  const advice = text.textContent;
  const minimum = Number(box.dataset.minimum);
  Object.assign(meter, { low: 1.5, high: 2.5, optimum: 4 });
  const show = () => {
    const missing = minimum - input.value.length;
    const level = strength(input.value, field(box.dataset.nameField)?.value ?? "", minimum);
    meter.hidden = input.value === "";
    meter.value = missing > 0 ? 0.3 : Math.max(level, 0.6);
    text.textContent = input.value === "" ? advice : missing > 0 ? `${missing} more character${missing === 1 ? "" : "s"}` : `Strength: ${words[level]}`;
  };
  input.addEventListener("input", show);
  show();
}

for (const note of document.querySelectorAll("[data-compare]")) {
  const [one, two] = note.dataset.compare.split(" ").map(field);
  const show = () => {
    note.hidden = two.value === "" || one.value === two.value;
    two.setCustomValidity(note.hidden ? "" : note.textContent);
  };
  one.addEventListener("input", show);
  two.addEventListener("input", show);
}

for (const timer of document.querySelectorAll("[data-seconds]")) {
  const end = performance.now() + Number(timer.dataset.seconds) * 1000;
  const [figure, button] = [timer.querySelector("strong"), document.querySelector("[data-until-unlocked]")];
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    button.disabled = left > 0;
    timer.hidden = false;
    if (left <= 0) {
      timer.textContent = "You can try again now.";
      return;
    }
    figure.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    setTimeout(tick, 1000);
  };
  tick();
}
