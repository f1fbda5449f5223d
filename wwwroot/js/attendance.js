// Attendance: each tap is sent by itself, shown as saved only when the server has said so, and kept in this browser until then.
(() => {
  const form = document.querySelector('form.attendance');
  if (!form) return;
  const address = form.action, store = `attendance-${form.dataset.session}-${form.dataset.user}`;
  const all = form.querySelector('[data-all]'), counts = document.getElementById('counts');
  const rows = new Map([...form.querySelectorAll('li[data-id]')].map(li => [li.dataset.id, li]));
  let waiting = {}, sending = false, since = form.dataset.now, timer = 0, trouble = '';
  try { waiting = JSON.parse(localStorage.getItem(store) || '{}'); } catch { }
  const keep = () => { try { Object.keys(waiting).length ? localStorage.setItem(store, JSON.stringify(waiting)) : localStorage.removeItem(store); } catch { } };

  const say = (li, text, bad) => { const s = li.querySelector('[data-state]'); s.textContent = text; s.classList.toggle('bad', !!bad); return s; };
  const press = (li, mark) => {
    li.dataset.mark = mark;
    for (const b of li.querySelectorAll('[data-set]')) b.setAttribute('aria-pressed', b.dataset.set === mark);
  };
  const time = at => new Date(at).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
  const show = (m, word = 'saved ✓') => {
    const li = rows.get(m.enrollmentId);
    if (!li || waiting[m.enrollmentId]) return;
    press(li, m.mark);
    li.dataset.version = li.querySelector('[name^=seen-]').value = m.version;
    const reason = li.querySelector('[name^=reason-]');
    if (document.activeElement !== reason) reason.value = m.reason || '';
    say(li, `${word} ${m.by}, ${time(m.at)}${m.reason ? ` (${m.reason})` : ''}`, word !== 'saved ✓');
  };
  const sum = () => {
    const marks = [...rows.values()].map(li => li.dataset.mark);
    counts.textContent = `${marks.filter(m => m === 'Present' || m === 'Late').length} here · ${marks.filter(m => !m).length} without a mark · ${marks.length} seats`;
    const n = Object.keys(waiting).length;
    all.textContent = trouble && n ? `${n} not saved – ${trouble}` : n ? `${n} saving …` : 'All saved ✓';
    all.classList.toggle('bad', !!trouble && n > 0);
  };

  const post = async body => {
    body.set('__RequestVerificationToken', form.querySelector('[name=__RequestVerificationToken]').value);
    const abort = new AbortController(), stop = setTimeout(() => abort.abort(), 10000);
    try { return await fetch(address, { method: 'POST', body, redirect: 'manual', headers: { Accept: 'application/json' }, signal: abort.signal }); }
    finally { clearTimeout(stop); }
  };
  const later = why => {
    trouble = why;
    for (const id in waiting) if (rows.has(id)) {
      const s = say(rows.get(id), 'not saved – ', true), b = document.createElement('button');
      b.type = 'button'; b.textContent = 'try again'; b.onclick = send;
      s.append(b);
    }
    clearTimeout(timer); timer = setTimeout(send, 3000);
  };
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (let id; (id = Object.keys(waiting)[0]);) {
        const tap = waiting[id];
        const body = new FormData();
        body.set('mark', `${id}:${tap.mark}`); body.set(`reason-${id}`, tap.reason || ''); body.set(`seen-${id}`, tap.seen);
        if (rows.has(id)) say(rows.get(id), 'saving …');
        let answer;
        try { answer = await post(body); } catch { later('no connection; trying again'); break; }
        if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) { later('you are signed out: sign in in another tab'); break; }
        if (answer.status === 400 && !(answer.headers.get('content-type') || '').includes('json')) { later('load the page again'); break; }
        if (answer.status >= 500 || answer.status === 429) { later('the server is busy; trying again'); break; }
        const told = await answer.json().catch(() => null);
        if (!told) { later('the server is busy; trying again'); break; }
        trouble = '';
        // A second tap on the same person while the first was under way is sent next, on top of what was saved.
        if (waiting[id] === tap) delete waiting[id];
        else if (told.mark) waiting[id].seen = told.mark.version;
        keep();
        if (answer.ok) show(told.mark);
        else if (told.mark) show(told.mark, `${told.error} Now:`);
        else if (rows.has(id)) { press(rows.get(id), told.was || ''); say(rows.get(id), told.error, true); }
      }
    } finally { sending = false; sum(); }
  }

  const tap = (li, mark, reason) => {
    const id = li.dataset.id;
    waiting[id] = { mark, reason, seen: +li.dataset.version };
    keep(); press(li, mark); say(li, 'saving …'); sum(); send();
  };
  const excuse = li => {
    const d = li.querySelector('details'), input = d.querySelector('input');
    if (!input.value.trim()) { d.open = true; input.focus(); say(li, 'An excused absence needs a reason.', true); return; }
    d.open = false; d.querySelector('summary').focus();
    tap(li, 'Excused', input.value.trim());
  };
  form.addEventListener('submit', e => {
    const b = e.submitter, li = b?.closest('li');
    e.preventDefault();
    if (b?.name === 'rest') { for (const r of rows.values()) if (!r.dataset.mark) tap(r, 'Present'); }
    // Enter in a reason's field submits through the form's first button: take it for that person's excuse.
    else if (document.activeElement?.name?.startsWith('reason-')) excuse(document.activeElement.closest('li'));
    else if (b?.dataset.set === 'Excused') excuse(li);
    else if (li) tap(li, b.dataset.set);
  });
  form.addEventListener('keydown', e => {
    const li = e.target.closest('li[data-id]');
    if (!li || e.ctrlKey || e.metaKey || e.altKey || e.target.tagName === 'INPUT' && e.key !== 'Escape' && e.key !== 'Enter') return;
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[e.key];
    const mark = { p: 'Present', l: 'Late', a: 'Absent' }[e.key.toLowerCase()];
    if (step) {
      const controls = [...li.querySelectorAll('.marks > button, summary')], next = li[step];
      if (next) [...next.querySelectorAll('.marks > button, summary')][Math.max(0, controls.indexOf(e.target))]?.focus();
    } else if (mark && !li.querySelector(`[data-set=${mark}]`).disabled) tap(li, mark);
    else if (e.key.toLowerCase() === 'e' && e.target.tagName !== 'INPUT') { const d = li.querySelector('details'); d.open = true; d.querySelector('input').focus(); }
    else if (e.key === 'Enter' && e.target.tagName === 'INPUT') excuse(li);
    else if (e.key === 'Escape') { const d = li.querySelector('details'); d.open = false; d.querySelector('summary').focus(); }
    else return;
    e.preventDefault();
  });

  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${address.replace(/mark$/, 'marks')}?since=${encodeURIComponent(since)}`, { redirect: 'manual', headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      const told = await answer.json();
      since = told.now;
      for (const m of told.marks) if (rows.get(m.enrollmentId)?.dataset.version !== String(m.version)) show(m);
      sum();
    } catch { }
  };
  setInterval(look, 4000);
  addEventListener('online', send);
  addEventListener('visibilitychange', () => { if (!document.hidden) { send(); look(); } });
  addEventListener('beforeunload', e => { if (Object.keys(waiting).length) e.preventDefault(); });
  for (const id in waiting) if (rows.has(id)) press(rows.get(id), waiting[id].mark); else delete waiting[id];
  sum(); send();
  document.documentElement.dataset.attendance = 'ready';
})();
