// Requests of liaisons: what is typed is kept in this browser until the server has it, and what was sent without a network goes out when there is one.
// What waits belongs to one account (data-mark); everything else of ours is wiped, so that a shared computer shows nothing.
(() => {
  const form = document.getElementById('report'), holder = form || document.querySelector('[data-mark]'), said = document.getElementById('kept');
  if (!holder || !holder.dataset.mark) return;
  const prefix = `report-${holder.dataset.mark}-`, words = holder.dataset;
  const all = () => { try { return Object.keys(localStorage).filter(k => k.startsWith('report-')); } catch { return []; } };
  const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, value) => { try { value ? localStorage.setItem(key, JSON.stringify(value)) : localStorage.removeItem(key); } catch { } };
  for (const key of all()) if (!key.startsWith(prefix)) write(key);
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
  const say = (what, bad, link) => {
    said.textContent = what;
    said.classList.toggle('error', !!bad);
    if (link) { const a = document.createElement('a'); a.href = link; a.textContent = what; said.replaceChildren(a); }
  };
  const post = async (address, fields) => {
    const abort = new AbortController(), stop = setTimeout(() => abort.abort(), 10000);
    try { return await fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: { 'X-Report': '1' }, redirect: 'manual', signal: abort.signal }); }
    catch { return null; } finally { clearTimeout(stop); }
  };
  // A sign-in page instead of an answer comes as a redirect.
  const isOut = a => a && (a.type === 'opaqueredirect' || a.status === 401 || a.status === 403);

  const own = form && prefix + form.elements.id.value;
  let busy = false;
  async function flush() {
    if (busy) return;
    busy = true;
    for (const key of all()) {
      const kept = read(key), id = key.slice(prefix.length);
      if (!kept) { write(key); continue; }
      const here = key === own;
      // The form that is open goes out by itself, with its photos.
      if (kept.send && here && form.elements.photos?.files.length) { const a = await post(`/liaison/drafts/${id}`, kept.fields); if (a && (a.status === 204 || a.status === 200)) { write(key); go(); break; } continue; }
      const answer = await post(`/liaison/drafts/${id}${kept.send ? '/send' : ''}`, kept.fields);
      if (isOut(answer)) { if (said) say(words.out, true); break; }
      if (!answer) { if (said && (here || kept.send)) say(words.waits, true); break; }
      if (answer.status === 200) {
        const { number } = await answer.json();
        if (JSON.stringify(read(key)) === JSON.stringify(kept)) write(key);
        if (here) { gone = true; location.assign(`/liaison/requests/${number}?said=sent`); break; }
        if (said) say(words.sent.replace('{0}', number), false, `/liaison/requests/${number}`);
      } else if (answer.status === 204 || answer.status === 422) {
        // 422: it can't be sent as it is; it is a draft now, and its page says what is wrong.
        if (JSON.stringify(read(key)) === JSON.stringify(kept)) write(key);
        if (here && answer.status === 204) say(words.kept);
      }
    }
    busy = false;
  }
  addEventListener('online', flush);
  flush();
  if (!form) { document.documentElement.dataset.report = 'ready'; return; }

  let timer = 0, gone = false, plain = false, wanted = null;
  const fields = () => [...new FormData(form)].filter(([n, v]) => typeof v === 'string' && !n.startsWith('__') && n !== '_handler' && n !== 'turn');
  const go = () => { plain = gone = true; wanted ? form.requestSubmit(wanted) : form.requestSubmit(); };
  const later = () => { clearTimeout(timer); timer = setTimeout(flush, 1500); };
  form.addEventListener('input', e => {
    if (e.target.type === 'file') {
      const large = [...e.target.files].some(f => f.size > 12 * 1024 * 1024);
      if (large) { e.target.value = ''; say(words.large, true); }
      return;
    }
    write(own, { fields: fields() });
    later();
  });
  form.addEventListener('submit', async e => {
    if (plain) return;
    const turn = e.submitter?.value;
    wanted = e.submitter;
    if (turn !== 'send' && turn !== 'sure' && turn !== 'keep') { write(own); return; }
    e.preventDefault();
    clearTimeout(timer);
    const answer = await post(`/liaison/drafts/${form.elements.id.value}`, fields());
    if (isOut(answer)) { write(own, { fields: fields() }); say(words.out, true); return; }
    if (!answer || answer.status >= 500) { write(own, { fields: fields(), send: turn !== 'keep' }); say(words.waits, true); return; }
    write(own);
    go();
  });
  addEventListener('visibilitychange', () => { if (document.hidden && !gone) flush(); });

  // A page that was opened again shows what this browser kept and the server never got.
  const kept = read(own);
  if (kept) for (const [name, value] of kept.fields) {
    const field = form.elements[name];
    if (field && 'value' in field && field.type !== 'hidden' && field.type !== 'checkbox') field.value = value;
  }
  // So that loading the page again finds the draft.
  if (!new URLSearchParams(location.search).has('draft')) history.replaceState(null, '', `${location.pathname}?draft=${form.elements.id.value}`);
  document.documentElement.dataset.report = 'ready';
})();
