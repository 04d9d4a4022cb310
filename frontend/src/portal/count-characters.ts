/** Tell how many characters are left, or too many, in the element beside the field (`data-count`). */
export function countCharacters(field: HTMLTextAreaElement) {
  const told = document.querySelector<HTMLElement>(`[data-count="${field.id}"]`)
  const most = Number(field.dataset.length)
  if (told === null || !most) return
  const tell = () => {
    const left = most - field.value.length
    const words = (left < 0 ? told.dataset.over : told.dataset.left) ?? '{}'
    told.textContent = words.replace('{}', String(Math.abs(left)))
  }
  // A screen reader hears the count when typing rests, not at every key.
  let resting = 0
  field.addEventListener('input', () => {
    tell()
    told.removeAttribute('aria-live')
    window.clearTimeout(resting)
    resting = window.setTimeout(() => {
      told.setAttribute('aria-live', 'polite')
      tell()
    }, 1000)
  })
  tell()
}
