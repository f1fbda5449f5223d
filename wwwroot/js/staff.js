// Staff pages only.
window.engagement = {
  // Marks the document once the circuit answers, so that people (and tests) know that clicks count.
  ready: () => document.documentElement.dataset.circuit = 'ready',
  // Puts the focus on a control that may have been moved or made anew; false while it is not there yet.
  focus: id => { const control = document.getElementById(id); control?.focus(); return control !== null; },
  // The text of a control as a stream: one long message would end the circuit.
  text: control => new Blob([control.value]),
  // Saves a stream from the server as a file.
  download: async (name, type, stream) => {
    const url = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
    Object.assign(document.createElement('a'), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  },
};
// The second click of a double click on a form's button sends nothing; before Blazor hears of it.
addEventListener('click', e => {
  const button = e.detail > 1 && e.target.closest('button');
  if (button && button.form && button.type === 'submit') { e.preventDefault(); e.stopImmediatePropagation(); }
}, true);
// The menu of narrow screens opens without the circuit, too.
(() => {
  const set = open => {
    document.body.classList.toggle('menu-open', open);
    document.querySelector('.menu-button')?.setAttribute('aria-expanded', open);
  };
  document.addEventListener('click', e => {
    const button = e.target.closest('.menu-button');
    if (button) set(button.getAttribute('aria-expanded') !== 'true');
    else if (e.target.closest('.menu a') || !e.target.closest('.menu')) set(false);
    if (e.target.closest('[data-reconnect]')) Blazor.reconnect().then(ok => ok || location.reload(), () => location.reload());
    if (e.target.closest('[data-reload]')) location.reload();
  });
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape' && document.body.classList.contains('menu-open')) { set(false); document.querySelector('.menu-button')?.focus(); }
  });
})();
// A date or time that is typed is told once, when the field is left or Enter pressed. Browsers tell every step (the year 2, 20, 202, 2027, and nothing
// while a part is missing); the server would answer with the half date and overwrite what is being typed.
(() => {
  let typing = null;
  const tell = () => {
    const field = typing;
    typing = null;
    if (!field) return;
    // Who types 27 for the year means 2027.
    if (field.type === 'date' && /^00[0-9]{2}-/.test(field.value)) field.value = '20' + field.value.slice(2);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  addEventListener('keydown', e => {
    if (e.key === 'Enter') tell();
    else if (e.target.matches?.('input:is([type=date], [type=time])') && e.key !== 'Tab') typing = e.target;
  }, true);
  addEventListener('change', e => { if (e.isTrusted && e.target === typing) e.stopImmediatePropagation(); }, true);
  addEventListener('focusout', e => { if (e.target === typing) tell(); }, true);
})();
