import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { type Poster, posterWords } from '../../src/bot/poster.ts'
import { get, meQuery, nameIn } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { Failed } from '../parts/trouble.tsx'
import { texts, useLocale, useTexts } from '../texts.ts'
import { Bones } from './sheet.tsx'
import './poster.css'

const words = texts({
  ru: {
    title: 'Объявление для двора',
    hint: 'Лист A4 на двух языках для доски объявлений в подъезде или во дворе.',
    print: 'Распечатать',
    precinct: 'Участок на листе',
    any: 'без участка',
    number: (number: string) => `Участок № ${number}`,
    qr: 'QR-код: открывает переписку',
    noLink: 'У этого мессенджера нет ссылки, которую можно открыть по QR-коду. На листе останется адрес для поиска.',
    nowhere:
      'На листе не сказано, куда писать: у канала нет адреса для жителей. Впишите его: «Каналы», «Настроить», «Адрес для жителей».',
    toChannels: 'К каналам',
  },
  kk: {
    title: 'Аулаға арналған хабарландыру',
    hint: 'Кіреберістегі не ауладағы хабарландыру тақтасына арналған екі тілдегі A4 парағы.',
    print: 'Басып шығару',
    precinct: 'Парақтағы учаске',
    any: 'учаскесіз',
    number: (number: string) => `№ ${number} учаске`,
    qr: 'QR-код: жазысуды ашады',
    noLink: 'Бұл мессенджерде QR-код арқылы ашылатын сілтеме жоқ. Парақта іздеуге арналған мекенжай қалады.',
    nowhere:
      'Парақта қайда жазу керегі көрсетілмеген: арнаның тұрғындарға арналған мекенжайы жоқ. Енгізіңіз: «Арналар», «Баптау», «Тұрғындарға арналған мекенжай».',
    toChannels: 'Арналарға',
  },
  en: {
    title: 'Poster for the yard',
    hint: 'One A4 sheet in two languages for the notice board of a house or a yard.',
    print: 'Print',
    precinct: 'Precinct on the sheet',
    any: 'no precinct',
    number: (number: string) => `Precinct No. ${number}`,
    qr: 'QR code: opens the talk',
    noLink: 'This messenger has no link that a QR code could open. The sheet keeps the address to search for.',
    nowhere:
      'The sheet does not say where to write: the channel has no address for residents. Enter it under “Channels”, “Set up”, “Address for residents”.',
    toChannels: 'To the channels',
  },
})

/** A sheet to print and hang up: where to write, what to write, what becomes of it. */
export function PosterPage() {
  const t = useTexts(words)
  const locale = useLocale()
  const { id } = useParams({ from: '/staff/chats/$id/poster' })
  const found = useQuery({
    queryKey: ['poster', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => get<Poster>(`/api/chats/${id}/poster`, signal),
  })
  const precincts = useQuery(meQuery).data?.precincts ?? []
  const [chosen, setChosen] = useState('')
  const isUseful = found.data !== undefined && (found.data.link !== null || found.data.address !== '')
  const print = (
    <Button leftSection={<Icon name="document" size={18} />} onClick={() => window.print()} disabled={!isUseful}>
      {t.print}
    </Button>
  )
  return (
    <Page title={t.title} actions={print} narrow>
      <p className="soft">{t.hint}</p>
      {found.isPending ? (
        <Bones />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        <>
          {found.data.precinct ? null : (
            <Select
              label={t.precinct}
              allowDeselect={false}
              data={[
                { value: '', label: t.any },
                ...precincts.map((one) => ({
                  value: one.id,
                  label: `${t.number(one.number)} · ${nameIn(one, locale)}`,
                })),
              ]}
              value={chosen}
              onChange={(value) => setChosen(value ?? '')}
            />
          )}
          {found.data.link ? null : found.data.address !== '' ? (
            <p className="note info">{t.noLink}</p>
          ) : (
            <div className="note warn poster-nowhere">
              <p>{t.nowhere}</p>
              <LinkButton to="/channels" size="compact-md" variant="default">
                {t.toChannels}
              </LinkButton>
            </div>
          )}
          <Sheet
            of={{ ...found.data, precinct: found.data.precinct ?? precincts.find((one) => one.id === chosen) ?? null }}
            qr={t.qr}
          />
        </>
      )}
    </Page>
  )
}

/** Kazakh above, Russian below, as the law on languages has it for notices (21). */
function Sheet({ of, qr }: { of: Poster; qr: string }) {
  const sheet = (
    <article className="poster">
      <Words of={of} lang="kk" />
      <div className="poster-code">
        {of.link ? <QrCode text={of.link} label={qr} /> : null}
        <p>{(of.to === 'room' ? (of.link ?? '') : of.address).replace(/^https?:\/\//, '')}</p>
      </div>
      <Words of={of} lang="ru" />
    </article>
  )
  // Beside the page, so that a printer sees nothing but the sheet.
  return (
    <>
      {sheet}
      {createPortal(<div className="poster-paper">{sheet}</div>, document.body)}
    </>
  )
}

function Words({ of, lang }: { of: Poster; lang: 'ru' | 'kk' }) {
  const said = posterWords(of, lang)
  return (
    <section lang={lang}>
      <h2>{said.head}</h2>
      {said.precinct ? <p className="poster-precinct">{said.precinct}</p> : null}
      <p>
        {of.link ? `${said.scan}${said.type ? ' ' : ''}` : ''}
        {said.type}
      </p>
      <h3>{said.what}</h3>
      <ul>
        {said.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="poster-danger">{said.danger}</p>
      {said.privacy.map((line) => (
        <p key={line} className="poster-privacy">
          {line}
        </p>
      ))}
    </section>
  )
}
