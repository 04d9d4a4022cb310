/** What the portal gains where there is JavaScript; every page works without. */
import '~img/sprite.svg?no-inline'

import { countCharacters } from './portal/count-characters'
import { markPlace } from './portal/mark-place'
import { printPage } from './portal/print-page'
import { sendOnce } from './portal/send-once'

document.documentElement.classList.add('has-script')
document.querySelectorAll<HTMLTextAreaElement>('textarea[data-length]').forEach(countCharacters)
document.querySelectorAll<HTMLElement>('[data-map]').forEach(markPlace)
document.querySelectorAll<HTMLButtonElement>('[data-print]').forEach(printPage)
document.querySelectorAll('form').forEach(sendOnce)
