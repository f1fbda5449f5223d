// Forms with data-passkey="create" or "use": asks the server for options, the device for a credential, and sends it with the form.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const problem = form.querySelector('[data-passkey-problem]');
  const credential = form.querySelector('input[name="Input.Credential"]');
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    if (form.dataset.passkey === 'use') form.hidden = true;
    continue;
  }
  form.addEventListener('submit', async event => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const token = new FormData();
      token.set('__RequestVerificationToken', form.querySelector('input[name="__RequestVerificationToken"]').value);
      const answer = await fetch(`/account/passkeys/${form.dataset.passkey}-options`, { method: 'POST', body: token });
      if (!answer.ok) throw new Error(`options: ${answer.status}`);
      const options = await answer.json();
      const made = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      credential.value = JSON.stringify(made.toJSON());
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      console.warn(error);
      problem.hidden = false;
    }
  });
}
