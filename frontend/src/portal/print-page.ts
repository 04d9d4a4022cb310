/** Without scripts there is only the browser's own menu, so the button comes with them. */
export function printPage(button: HTMLButtonElement) {
  button.hidden = false
  button.addEventListener('click', () => {
    window.print()
  })
}
