// The presenter's screen: fetches itself again, for the next code and the count of who is here.
(() => {
  const next = () => setTimeout(load, 1000 * Math.min(10, +(document.querySelector('[data-seconds]')?.dataset.seconds || 10)));
  const load = async () => {
    try {
      const answer = await fetch(location.href, { redirect: 'manual', cache: 'no-store' });
      if (answer.type === 'opaqueredirect') return location.reload();
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        document.getElementById('main').innerHTML = page.getElementById('main').innerHTML;
      }
    } catch { }
    next();
  };
  next();
})();
