// Dragging a session to another day, opening the dialog that does the same by keyboard, and the width for the first view.
let dragged = null;

export function start(root, page) {
  const over = day => {
    for (const e of root.querySelectorAll('.over')) if (e !== day) e.classList.remove('over');
    day?.classList.add('over');
  };
  root.addEventListener('dragstart', e => {
    dragged = e.target.closest?.('[data-session]');
    if (!dragged) return;
    e.dataTransfer.effectAllowed = 'move';
    e.dataTransfer.setData('text/plain', dragged.dataset.session);
  });
  root.addEventListener('dragend', () => { dragged = null; over(null); });
  root.addEventListener('dragover', e => {
    const day = e.target.closest?.('[data-date]');
    if (!dragged || !day) return;
    e.preventDefault();
    over(day);
  });
  root.addEventListener('drop', e => {
    const day = e.target.closest?.('[data-date]');
    if (!dragged || !day) return;
    e.preventDefault();
    if (!day.contains(dragged)) page.invokeMethodAsync('DropAsync', dragged.dataset.session, day.dataset.date);
  });
}

export const narrow = () => matchMedia('(max-width: 40rem)').matches;
export const open = dialog => { if (!dialog.open) dialog.showModal(); };
export const close = dialog => dialog.close();
