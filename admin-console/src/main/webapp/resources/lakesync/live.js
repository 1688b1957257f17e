/*
 * Keeps the page up to date: the server signals over the socket that something has changed, the page asks for its parts.
 * One question at a time; signals meanwhile make one more. While the page is hidden nothing is asked.
 * A page that was live and is cut off comes back anew as soon as the server answers: the login may be gone with the server.
 * A page that no socket reaches at all, as behind some proxies, asks by the clock.
 */
window.lakesync = (function () {
  'use strict';
  const SILENCE_MAX_MILLIS = 25000;
  const RETRY_MILLIS = 3000;
  const POLL_MILLIS = 10000;
  const WORDS = { live: 'Live', paused: 'Paused, reconnecting', polling: 'Every 10 s' };

  let asking = false;
  let behind = false;
  let leaving = false;
  let wasLive = false;
  let silence;
  let comingBack;

  function show(state) {
    const line = document.getElementById('line');
    if (line.dataset.state !== state) {
      line.dataset.state = state;
      line.textContent = WORDS[state];
    }
  }

  function heard() {
    wasLive = true;
    show('live');
    clearTimeout(comingBack);
    clearTimeout(silence);
    silence = setTimeout(cutOff, SILENCE_MAX_MILLIS);
  }

  function update() {
    if (asking || document.hidden) {
      behind = true;
      return;
    }
    if (leaving) {
      return;
    }
    asking = true;
    behind = false;
    window.bringUpToDate([{ name: 'unattended', value: 'true' }]);
  }

  function cutOff() {
    show('paused');
    clearTimeout(comingBack);
    comingBack = setTimeout(comeBack, RETRY_MILLIS);
  }

  function comeBack() {
    fetch(document.querySelector('link[rel=icon]').href, { cache: 'no-store' })
      .then((answer) => {
        if (!answer.ok) {
          throw new Error(answer.statusText);
        }
        if (!leaving && document.getElementById('line').dataset.state === 'paused') {
          window.location.reload();
        }
      })
      .catch(cutOff);
  }

  /* Ahead of the button's own listener, which asks the server. */
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-confirm]');
    if (button && !window.confirm(button.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener('visibilitychange', () => {
    if (behind) {
      update();
    }
  });
  /* Signing out ends the session, and that the socket: neither, nor an answer under way, must get ahead of the next page. */
  document.addEventListener('submit', (event) => {
    if (event.target.id === 'leave') {
      leaving = true;
      window.PrimeFaces.ajax.Queue.abortAll();
    }
  });

  /* Whoever is quicker than the scripts, or whose browser fills fields in again, has typed before anybody listened. */
  window.addEventListener('load', () => {
    document.querySelectorAll('input[type=search]').forEach((field) => {
      if (field.value !== field.defaultValue) {
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
  });

  return {
    opened: heard,
    signalled() {
      heard();
      update();
    },
    interrupted: cutOff,
    closed() {
      if (wasLive) {
        cutOff();
      } else {
        show('polling');
        setInterval(update, POLL_MILLIS);
      }
    },
    updated() {
      asking = false;
      if (behind) {
        update();
      }
    },
  };
})();
