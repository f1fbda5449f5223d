// Staff pages only. Marks the document once the circuit answers, so that people (and tests) know that clicks count.
window.engagement = { ready: () => document.documentElement.dataset.circuit = 'ready' };
