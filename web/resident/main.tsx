import './base.css'
import './message.css'
import './files.css'
import './composer.css'
import './room.css'
import './my.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { currentLocale } from '../texts.ts'
import { speak } from './speak.ts'

/** The residents' light entry: /room/:slug and /r/:secret, without a library but React; each loads its own part only. */
const root = document.getElementById('root')
if (!root) throw new Error('room.html has no element #root for the page to live in.')
const [, area, key = ''] = location.pathname.split('/')

const page =
  area === 'r'
    ? import('./my-page.tsx').then(({ MyPage }) => <MyPage secret={key} />)
    : import('./room-page.tsx').then(({ RoomPage }) => <RoomPage slug={key} />)
Promise.all([page, speak(currentLocale())]).then(
  ([shown]) => createRoot(root).render(<StrictMode>{shown}</StrictMode>),
  () => {
    // Half of the page did not come: said in both languages, for no words are there yet.
    root.innerHTML =
      '<p class="broken">Бет толық жүктелмеді. Қайта ашып көріңіз.<br>Страница загрузилась не вся. Откройте её ещё раз.</p>'
  },
)
