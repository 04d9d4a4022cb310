/**
 * What a tablet must know where there is no network: who is signed in, and the entry form's choices.
 * Never a concern. Forgotten at sign-out.
 */
import type { EntryForm, Me } from './types'

const ME = 'cc-me'
const FORM = 'cc-entry-form'

function read(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

export const rememberedMe = () => read(ME) as Me | null
export const rememberedForm = () => read(FORM) as EntryForm | null

export function rememberMe(me: Me) {
  localStorage.setItem(ME, JSON.stringify({ ...me, csrf_token: '' }))
}

export function rememberForm(form: EntryForm) {
  localStorage.setItem(FORM, JSON.stringify(form))
}

export function forgetAll() {
  localStorage.removeItem(ME)
  localStorage.removeItem(FORM)
  sessionStorage.clear()
}
