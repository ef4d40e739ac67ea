// Runs before the first paint. A file of its own, since the content security policy allows no inline script.
;(() => {
  let wish = null
  try {
    wish = localStorage.getItem('theme')
  } catch {
    // storage is closed to us: the default stands
  }
  const light = wish === 'light' || (wish === 'system' && matchMedia('(prefers-color-scheme: light)').matches)
  document.documentElement.dataset.theme = light ? 'light' : 'dark'
})()
