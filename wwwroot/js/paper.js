// Typing paper sheets: Enter goes from field to field without asking the server; on the last one it sends the form.
export const begin = () => (document.querySelector('.paper-grid [aria-invalid=true]') ?? document.querySelector('.paper-grid input'))?.focus();
document.addEventListener('keydown', e => {
  const field = e.target.closest?.('.paper-grid input:not([type=radio])');
  if (!field || e.key !== 'Enter' || e.isComposing) return;
  const all = [...field.form.querySelectorAll('input')];
  const next = all[all.indexOf(field) + (e.shiftKey ? -1 : 1)];
  if (!next && !e.shiftKey) return;
  e.preventDefault();
  next?.focus();
  next?.select();
});
