/** What the portal gains where there is JavaScript; every page works without. */
import '~img/sprite.svg?no-inline'

import { countCharacters } from './portal/count-characters'
import { sendOnce } from './portal/send-once'

document.documentElement.classList.add('has-script')
document.querySelectorAll<HTMLTextAreaElement>('textarea[maxlength]').forEach(countCharacters)
document.querySelectorAll('form').forEach(sendOnce)
