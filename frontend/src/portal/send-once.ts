const PATIENCE = 10_000 // milliseconds; after that the answer may be lost, and sending again is safe

/** A second press of a button does not send the same form twice. */
export function sendOnce(form: HTMLFormElement) {
  let sent = false
  const again = () => {
    sent = false
  }
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault()
    else window.setTimeout(again, PATIENCE)
    sent = true
  })
  // Back in the browser shows the page as it was left, perhaps already sent.
  window.addEventListener('pageshow', again)
}
