// Staff pages only.
window.engagement = {
  // Marks the document once the circuit answers, so that people (and tests) know that clicks count.
  ready: () => document.documentElement.dataset.circuit = 'ready',
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
