// The editor of a survey: dragging a question to another place,
// and a warning when the page is closed while a text is being typed that is not on the server yet.
let dragged = null, typing = false, ends = null;

export function start(root, page) {
  stop();
  ends = new AbortController();
  const { signal } = ends;
  const mark = (row, where) => {
    for (const e of root.children) e.classList.remove('drop-before', 'drop-after');
    row?.classList.add(where);
  };
  const place = e => {
    const row = dragged && e.target.closest?.('[data-question]');
    if (!row || row === dragged) return null;
    const box = row.getBoundingClientRect();
    return { row, after: e.clientY > box.top + box.height / 2 };
  };
  root.addEventListener('dragstart', e => {
    dragged = e.target.classList?.contains('grip') ? e.target.closest('[data-question]') : null;
    if (!dragged) return;
    e.dataTransfer.effectAllowed = 'move';
    e.dataTransfer.setData('text/plain', dragged.dataset.question);
    e.dataTransfer.setDragImage(dragged, 10, 10);
  }, { signal });
  root.addEventListener('dragend', () => { dragged = null; mark(); }, { signal });
  root.addEventListener('dragover', e => {
    const to = place(e);
    if (to) e.preventDefault();
    mark(to?.row, to?.after ? 'drop-after' : 'drop-before');
  }, { signal });
  root.addEventListener('drop', e => {
    const to = place(e);
    if (!to) return;
    e.preventDefault();
    page.invokeMethodAsync('DropAsync', dragged.dataset.question, to.row.dataset.question, to.after);
  }, { signal });
  guard(signal);
}

// Only the warning, for pages without dragging.
export function watch() {
  stop();
  ends = new AbortController();
  guard(ends.signal);
}

export function stop() {
  ends?.abort();
  typing = false;
}

function guard(signal) {
  document.addEventListener('input', () => { typing = true; }, { signal });
  document.addEventListener('change', () => { typing = false; }, { signal });
  addEventListener('beforeunload', e => { if (typing) e.preventDefault(); }, { signal });
}
