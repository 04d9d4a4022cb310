/** A second press of a button does not send the same form twice. */
export function sendOnce(form: HTMLFormElement) {
  let sent = false
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault()
    sent = true
  })
  // Back in the browser shows the page as it was left, perhaps already sent.
  window.addEventListener('pageshow', () => {
    sent = false
  })
}
