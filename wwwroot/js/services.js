// The list of services gets shorter while one types; without this script the search button does the same.
(() => {
  const q = document.getElementById('q'), list = document.getElementById('services');
  if (!q || !list) return;
  const fold = t => t.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^\p{L}\p{N}@.]+/gu, ' ').trim();
  q.addEventListener('input', () => {
    const words = fold(q.value).split(' ').filter(Boolean);
    for (const li of list.querySelectorAll('li')) {
      const known = li.dataset.words.split(' ');
      li.hidden = !words.every(w => known.some(k => k.startsWith(w)));
    }
    for (const section of list.querySelectorAll('section')) section.hidden = !section.querySelector('li:not([hidden])');
  });
})();
