// Extras for the form that makes accounts: a button that shows the password, and how strong it is. The form works without them.
'use strict';

const password = document.querySelector('input[type="password"][data-show]');

if (password) {
  addShowButton(password);
  addStrength(password);
}

function addShowButton(input) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'show';
  button.textContent = input.dataset.show;
  button.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => show(input.type === 'password'));
  input.form.addEventListener('submit', () => show(false));
  input.after(button);

  function show(shown) {
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  }
}

function addStrength(input) {
  const meter = document.createElement('meter');
  meter.max = 100;
  meter.low = 45;
  meter.high = 70;
  meter.optimum = 100;
  meter.hidden = true;
  meter.setAttribute('aria-hidden', 'true');
  const words = document.createElement('p');
  words.className = 'strength';
  words.setAttribute('role', 'status');
  input.parentElement.after(meter, words);
  input.addEventListener('input', () => {
    const bits = bitsOf(input.value);
    meter.hidden = input.value === '';
    meter.value = Math.min(bits, meter.max);
    const word = bits < meter.low ? input.dataset.weak : bits < meter.high ? input.dataset.fair : input.dataset.strong;
    words.textContent = input.value === '' ? '' : word;
  });
}

// A guess: what is repeated counts little, and nothing that the server's rules refuse is more than weak.
function bitsOf(text) {
  const letters = Array.from(text);
  const different = new Set(letters.map(letter => letter.toLowerCase())).size;
  const kinds = [[/[a-z]/, 26], [/[A-Z]/, 26], [/[0-9]/, 10], [/[ -\/:-@\[-`{-~]/, 33], [/[^\x00-\x7f]/, 60]];
  const pool = kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0);
  const length = Math.min(letters.length, different * 1.75);
  return pool === 0 ? 0 : length * Math.log2(pool);
}
