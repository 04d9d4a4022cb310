/** Tell how many characters are left, in the element that describes the field (`data-count`). */
export function countCharacters(field: HTMLTextAreaElement) {
  const told = document.querySelector(`[data-count="${field.id}"]`)
  if (told === null) return
  const tell = () => {
    const left = String(field.maxLength - field.value.length)
    told.textContent = told.getAttribute('data-text')?.replace('{}', left) ?? left
  }
  field.addEventListener('input', tell)
  tell()
}
