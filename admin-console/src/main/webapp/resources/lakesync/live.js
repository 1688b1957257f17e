/*
 * Keeps the page up to date: the server signals over the socket that something has changed, the page asks for its parts.
 * One question at a time; signals meanwhile make one more. While the page is hidden nothing is asked.
 */
window.lakesync = (function () {
  'use strict';
  const SILENCE_MAX_MILLIS = 25000;
  const RETRY_MILLIS = 3000;
  const WORDS = { live: 'Live', paused: 'Paused, reconnecting', connecting: 'Connecting' };

  let asking = false;
  let behind = false;
  let silence;

  function show(state) {
    const line = document.getElementById('line');
    if (line.dataset.state !== state) {
      line.dataset.state = state;
      line.textContent = WORDS[state];
    }
  }

  function heard() {
    show('live');
    clearTimeout(silence);
    silence = setTimeout(() => show('paused'), SILENCE_MAX_MILLIS);
  }

  function update() {
    if (asking || document.hidden) {
      behind = true;
      return;
    }
    asking = true;
    behind = false;
    window.bringUpToDate([{ name: 'unattended', value: 'true' }]);
  }

  /* The socket is gone for good, as after a restart of the server: come back with a new page as soon as it answers. */
  function returnWhenPossible() {
    fetch(document.querySelector('link[rel=icon]').href, { cache: 'no-store' })
      .then((answer) => (answer.ok ? window.location.reload() : Promise.reject(answer.status)))
      .catch(() => setTimeout(returnWhenPossible, RETRY_MILLIS));
  }

  document.addEventListener('visibilitychange', () => {
    if (behind) {
      update();
    }
  });

  return {
    opened: heard,
    signalled() {
      heard();
      update();
    },
    interrupted() {
      show('paused');
    },
    closed() {
      show('paused');
      setTimeout(returnWhenPossible, RETRY_MILLIS);
    },
    updated() {
      asking = false;
      if (behind) {
        update();
      }
    },
  };
})();
