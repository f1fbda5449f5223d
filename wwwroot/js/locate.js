// The phone's position, where a button with the id "locate" is on the page. Without this script the button stays hidden.
(() => {
  const locate = document.getElementById('locate'), point = document.getElementById('point'), form = locate?.form || locate?.closest('form');
  if (!form || !('geolocation' in navigator)) return;
  locate.hidden = false;
  point.setAttribute('role', 'status');
  locate.addEventListener('click', () => {
    point.textContent = locate.dataset.wait;
    navigator.geolocation.getCurrentPosition(at => {
      const [lat, lon] = [at.coords.latitude.toFixed(6), at.coords.longitude.toFixed(6)];
      form.elements.latitude.value = lat;
      form.elements.longitude.value = lon;
      point.textContent = point.dataset.words.replace('{0}', `${lat}, ${lon}`);
      form.dispatchEvent(new Event('input', { bubbles: true }));
    }, () => { point.textContent = locate.dataset.no; }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
})();
