import { Button, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Locale } from '../../src/base/access.ts'
import { keepCsrf, meQuery, nameIn, patch, post, queries } from '../api.ts'
import { forgetWaiting } from '../outbox.ts'
import { Icon } from '../parts/icon.tsx'
import { LanguageChoice } from '../parts/language-choice.tsx'
import { Page } from '../parts/page.tsx'
import { ring, setSound, soundOn } from '../parts/sound.ts'
import { setLocale, texts, useLocale, useTexts } from '../texts.ts'
import { FeedCard } from './feed-card.tsx'
import { MessengerCard } from './messenger-card.tsx'
import { forgetDrafts } from './use-draft.ts'

const words = texts({
  ru: {
    title: 'Профиль',
    language: 'Язык интерфейса',
    precincts: 'Мои участки',
    none: 'За вами пока не закреплён участок. Закрепляет администратор.',
    sound: 'Звук при срочном происшествии',
    soundHint: 'Когда людям грозит опасность и происшествие на вашем участке.',
    out: 'Выйти',
    outHint: 'На этом устройстве не останется загруженных происшествий.',
    precinct: (number: string) => `Участок № ${number}`,
    login: 'Имя пользователя',
    alerts: 'Оповещения',
    keys: 'Клавиши на компьютере',
    keysHint: 'В очереди: j и k — строка вниз и вверх, Enter — открыть, / — поиск, a — принять, ? — подсказка.',
  },
  kk: {
    title: 'Профиль',
    language: 'Интерфейс тілі',
    precincts: 'Менің учаскелерім',
    none: 'Сізге әзірге учаске бекітілмеген. Оны әкімші бекітеді.',
    sound: 'Шұғыл оқиға ашылғанда дыбыс беру',
    soundHint: 'Адамдарға қауіп төніп тұрса және оқиға сіздің учаскеңізде болса.',
    out: 'Шығу',
    outHint: 'Жүктелген оқиғалар бұл құрылғыда қалмайды.',
    precinct: (number: string) => `№ ${number} учаске`,
    login: 'Пайдаланушы аты',
    alerts: 'Хабарландырулар',
    keys: 'Компьютердегі пернелер',
    keysHint: 'Кезекте: j, k — бір жол төмен, жоғары, Enter — ашу, / — іздеу, a — қабылдау, ? — көмек.',
  },
  en: {
    title: 'Profile',
    language: 'Language',
    precincts: 'My precincts',
    none: 'No precinct is assigned to you yet. The administrator does that.',
    sound: 'A sound for an urgent incident',
    soundHint: 'When people are in danger and the incident is of your precinct.',
    out: 'Sign out',
    outHint: 'No loaded incident will remain on this device.',
    precinct: (number: string) => `Precinct No. ${number}`,
    login: 'User name',
    alerts: 'Alerts',
    keys: 'Keys on a computer',
    keysHint:
      'In the queue: j and k for the next and the previous row, Enter to open, / to search, a to accept, ? for help.',
  },
})

export function Profile() {
  const t = useTexts(words)
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const navigate = useNavigate()
  const [sound, keepSound] = useState(soundOn)
  if (!me) return null
  const mine = me.precincts.filter((precinct) => me.mine.includes(precinct.id))

  const speak = (next: Locale) => {
    setLocale(next)
    // The choice holds on this device even when the server cannot be reached now.
    patch('/api/me', { locale: next }).catch(() => {})
  }
  const leave = async () => {
    await post('/api/sign-out').catch(() => {})
    navigator.serviceWorker?.controller?.postMessage('forget')
    forgetDrafts()
    await forgetWaiting()
    queries.clear()
    keepCsrf('')
    await navigate({ to: '/sign-in' })
  }

  return (
    <Page title={t.title} narrow>
      <section className="card person-card">
        <div>
          <h2>{me.account.name}</h2>
          <p className="soft">{me.account.position}</p>
          <p className="soft">{nameIn(me.department, locale)}</p>
        </div>
        <p className="soft">
          {t.login}: <span className="mono">{me.account.login}</span>
        </p>
      </section>
      <section className="card">
        <h2>{t.precincts}</h2>
        {mine.length === 0 ? (
          <p className="soft">{t.none}</p>
        ) : (
          <ul className="plain">
            {mine.map((precinct) => (
              <li key={precinct.id}>
                <strong>{t.precinct(precinct.number)}</strong> <span className="soft">{nameIn(precinct, locale)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="card">
        <h2>{t.language}</h2>
        <LanguageChoice onChange={speak} />
      </section>
      <section className="card">
        <h2>{t.alerts}</h2>
        <Switch
          size="md"
          checked={sound}
          label={t.sound}
          description={t.soundHint}
          onChange={(event) => {
            const on = event.currentTarget.checked
            keepSound(on)
            setSound(on)
            if (on) ring()
          }}
        />
      </section>
      <FeedCard />
      <MessengerCard />
      <section className="card wide-only">
        <h2>{t.keys}</h2>
        <p className="soft">{t.keysHint}</p>
      </section>
      <section className="card row-between">
        <p className="soft">{t.outHint}</p>
        <Button variant="default" leftSection={<Icon name="out" size={18} />} onClick={() => void leave()}>
          {t.out}
        </Button>
      </section>
    </Page>
  )
}
