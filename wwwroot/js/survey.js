// Surveys: answers are kept in this browser until the server has them, sent in the background, and sent again when the network is back.
// What waits belongs to one respondent (the cookie survey-mark); everything else of ours is wiped, so that a shared computer shows nothing.
(() => {
  const form = document.getElementById('survey'), kept = document.getElementById('kept');
  const mark = (/(?:^|; )survey-mark=(\w+)/.exec(document.cookie) || [])[1], store = `survey-${mark}`;
  const wipe = but => { try { for (const k of Object.keys(localStorage)) if (k.startsWith('survey-') && k !== but) localStorage.removeItem(k); } catch { } };
  // A page out of the browser's own memory would show the answers of whoever sat here before.
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
  if (!form) { if (document.querySelector('[data-kiosk], [data-survey-end]')) wipe(); return; }
  wipe(store);

  let waiting = {}, sending = false, gone = false, plain = false, wanted = '', flying = '', timer = 0;
  const touched = new Set();
  try { waiting = JSON.parse(localStorage.getItem(store)) || {}; } catch { }
  const keep = () => { try { Object.keys(waiting).length ? localStorage.setItem(store, JSON.stringify(waiting)) : localStorage.removeItem(store); } catch { } };
  const keyOf = name => /^(?:q|no)\./.test(name) ? name.split('.')[1] : null;
  const fieldsOf = key => [...form.elements].filter(f => keyOf(f.name) === key);
  const say = (what, bad) => { if (kept.textContent !== what) kept.textContent = what; kept.classList.toggle('error', !!bad); };

  // The fields of all questions that wait; of the page itself when the form is sent. "had" names what counts even when it is empty: of what is not sent along, nothing.
  const bodyOf = (turn, keys) => {
    const body = new URLSearchParams(turn === 'keep' ? [['page', form.elements.page.value]] : [...new FormData(form)].filter(([n]) => n !== 'turn'));
    for (const key of keys) if (turn === 'keep' || !fieldsOf(key).length) for (const [name, value] of waiting[key]) body.append(name, value);
    body.set('turn', turn);
    body.set('had', [...new Set(turn === 'keep' ? keys : [...(body.get('had') || '').split(','), ...touched, ...keys])].join(','));
    return body;
  };
  const later = () => { say(form.dataset.unsaved, true); clearTimeout(timer); timer = setTimeout(send, 3000); };

  async function send(leaving) {
    const turn = wanted || 'keep', keys = Object.keys(waiting), sent = { ...waiting };
    const now = turn + JSON.stringify(sent);
    if (sending && (leaving !== true || now === flying) || gone || turn === 'keep' && !keys.length) return;
    sending = true;
    flying = now;
    clearTimeout(timer);
    const abort = new AbortController(), stop = setTimeout(() => abort.abort(), 15000);
    const body = bodyOf(turn, keys);
    let answer;
    // What is on its way when the page goes still arrives; browsers do that for 64 KB.
    try { answer = await fetch('/s/go', { method: 'POST', body, headers: { 'X-Survey': '1' }, signal: abort.signal, keepalive: body.toString().length < 60000 }); } catch { }
    clearTimeout(stop);
    sending = false;
    const status = answer ? answer.status : 0;
    if (status === 413) {
      // It would be refused again and again.
      for (const key of keys) if (JSON.stringify(waiting[key]).length > 100000) delete waiting[key];
      wanted = '';
      keep();
      say(form.dataset.long, true);
    } else if (status === 422) {
      // The page with what is wrong comes as the answer to a plain form.
      plain = gone = true;
      form.elements.had ? form.elements.had.value = bodyOf(turn, keys).get('had') : hide('had', [...touched].join(','));
      hide('turn', turn);
      form.submit();
    } else if (status === 200 || status === 202 || status === 204) {
      const to = answer.headers.get('X-Survey');
      if (to !== '/s') for (const key of keys) if (waiting[key] === sent[key]) delete waiting[key];
      keep();
      if (to) { gone = true; location.assign(to); return; }
      // 202: something can't be kept as it is typed; it is told when the page is sent.
      say(status === 204 ? form.dataset.saved : '');
      if (wanted || Object.keys(waiting).length) send();
    } else later();
  }
  const hide = (name, value) => { const i = document.createElement('input'); i.type = 'hidden'; i.name = name; i.value = value; form.append(i); };

  form.addEventListener('input', e => {
    const key = keyOf(e.target.name);
    if (!key) return;
    touched.add(key);
    waiting[key] = [...new FormData(form)].filter(([n]) => keyOf(n) === key);
    keep();
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  });
  form.addEventListener('submit', e => {
    if (plain) return;
    e.preventDefault();
    wanted = e.submitter?.value || 'next';
    send();
  });
  addEventListener('online', send);
  addEventListener('visibilitychange', () => { if (document.hidden) send(true); });
  // Before the next page is asked for: on a shared computer that one takes the pass away.
  addEventListener('beforeunload', () => send(true));

  for (const key in waiting) {
    const fields = fieldsOf(key);
    if (fields.length) touched.add(key);
    for (const f of fields) {
      const values = waiting[key].filter(([n]) => n === f.name).map(([, v]) => v);
      if (f.type === 'radio' || f.type === 'checkbox') f.checked = values.includes(f.value);
      else if (values.length) f.value = values[0];
    }
  }
  send();
  document.documentElement.dataset.survey = 'ready';
})();
