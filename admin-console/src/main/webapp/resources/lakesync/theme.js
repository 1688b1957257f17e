/* Dark or light: as the system says until somebody chooses; the choice is kept in a cookie, so that the server renders it. */
(function () {
  'use strict';
  const root = document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.theme === 'dark' || (root.dataset.theme !== 'light' && system.matches);

  function label() {
    document.querySelectorAll('[data-theme-toggle]').forEach((button) => {
      button.textContent = isDark() ? 'Light theme' : 'Dark theme';
    });
  }

  document.addEventListener('DOMContentLoaded', label);
  system.addEventListener('change', label);
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-theme-toggle]')) {
      return;
    }
    root.dataset.theme = isDark() ? 'light' : 'dark';
    document.cookie = 'lakesync-theme=' + root.dataset.theme + '; path=/; max-age=31536000; SameSite=Lax';
    label();
  });
})();
