import { beforeEach, expect, test } from 'vitest'

import { countCharacters } from './count-characters'
import { sendOnce } from './send-once'

beforeEach(() => {
  document.body.innerHTML = `
    <form><textarea id="what" data-length="10"></textarea>
    <span data-count="what" data-left="{} left" data-over="{} too many"></span></form>`
})

const press = (form: HTMLFormElement) =>
  form.dispatchEvent(new Event('submit', { cancelable: true }))

test('the count follows what is typed', () => {
  const field = document.querySelector('textarea')
  if (field === null) throw new Error('no field')
  countCharacters(field)
  field.value = 'noise'
  field.dispatchEvent(new Event('input'))
  expect(document.querySelector('[data-count]')?.textContent).toBe('5 left')
  field.value = 'noise at night'
  field.dispatchEvent(new Event('input'))
  expect(document.querySelector('[data-count]')?.textContent).toBe('4 too many')
})

test('a second press is held until the page is shown again', () => {
  const form = document.querySelector('form')
  if (form === null) throw new Error('no form')
  sendOnce(form)
  expect(press(form)).toBe(true)
  expect(press(form)).toBe(false)
  window.dispatchEvent(new Event('pageshow'))
  expect(press(form)).toBe(true)
})
