import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { date, dayAndTime, number, texts, useTexts } from '../texts.ts'
import { editionQuery, healthQuery, placesQuery, versionQuery } from './data.ts'
import { Bones } from './sheet.tsx'

const words = texts({
  ru: {
    title: 'Система',
    law: 'Закон, по которому работает программа',
    document: 'Документ',
    edition: 'Редакция',
    editionOf: (from: string, until: string) => `не раньше ${from}, не позже ${until}`,
    readOn: 'Текст прочитан',
    holds: 'Содержит',
    holdsOf: (articles: string, parts: string) => `статей: ${articles}, частей: ${parts}`,
    mrp: 'МРП, тенге',
    official: 'Официальный текст',
    stale:
      'С этого времени закон мог измениться: сверьте каждую статью с официальным текстом. На бумагах программа пишет об этом сама.',
    caveat: 'Оговорка',
    unconfirmed: 'Что не подтверждено',
    state: 'Состояние',
    version: 'Версия программы',
    database: 'База данных',
    works: 'отвечает',
    away: 'не отвечает',
    clock: 'Часы сервера',
    took: (ms: string) => `ответ за ${ms} мс`,
    places: 'Справочник мест',
    kinds: {
      house: 'дома',
      street: 'улицы',
      landmark: 'ориентиры',
      microdistrict: 'микрорайоны',
      area: 'площади карты',
    },
    nothing: 'пусто: загрузите карту района в разделе «Участки»',
  },
  kk: {
    title: 'Жүйе',
    law: 'Бағдарлама негізге алатын заң',
    document: 'Құжат',
    edition: 'Редакция',
    editionOf: (from: string, until: string) => `ең ертесі – ${from}, ең кеші – ${until}`,
    readOn: 'Мәтін оқылған күн',
    holds: 'Құрамы',
    holdsOf: (articles: string, parts: string) => `баптар: ${articles}, бөліктер: ${parts}`,
    mrp: 'АЕК, теңге',
    official: 'Ресми мәтін',
    stale:
      'Содан бері заң өзгерген болуы мүмкін: әр бапты ресми мәтінмен салыстырыңыз. Бағдарлама бұл туралы құжаттарға өзі жазады.',
    caveat: 'Ескертпе',
    unconfirmed: 'Расталмағандар',
    state: 'Күйі',
    version: 'Бағдарлама нұсқасы',
    database: 'Дерекқор',
    works: 'жауап береді',
    away: 'жауап бермейді',
    clock: 'Сервер сағаты',
    took: (ms: string) => `${ms} мс ішінде жауап берді`,
    places: 'Жер атауларының анықтамалығы',
    kinds: {
      house: 'үйлер',
      street: 'көшелер',
      landmark: 'бағдарлар',
      microdistrict: 'шағын аудандар',
      area: 'карта аумақтары',
    },
    nothing: 'бос: «Учаскелер» бөлімінде аудан картасын жүктеңіз',
  },
  en: {
    title: 'System',
    law: 'The law that the program works by',
    document: 'Document',
    edition: 'Edition',
    editionOf: (from: string, until: string) => `not before ${from}, not after ${until}`,
    readOn: 'Text read on',
    holds: 'Holds',
    holdsOf: (articles: string, parts: string) => `${articles} articles, ${parts} parts`,
    mrp: 'MCI, tenge',
    official: 'Official text',
    stale:
      'The law may have changed since: check each article against the official text. The program says so on its papers.',
    caveat: 'Caveat',
    unconfirmed: 'What is not confirmed',
    state: 'State',
    version: 'Version of the program',
    database: 'Database',
    works: 'answers',
    away: 'does not answer',
    clock: 'Clock of the server',
    took: (ms: string) => `answered in ${ms} ms`,
    places: 'Gazetteer',
    kinds: {
      house: 'houses',
      street: 'streets',
      landmark: 'landmarks',
      microdistrict: 'microdistricts',
      area: 'areas of the map',
    },
    nothing: 'empty: upload a map of the district under “Precincts”',
  },
})

const fullDay = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? date(`${day}T12:00:00+05:00`, { day: 'numeric', month: 'long', year: 'numeric' })
    : date(`${day}-15T12:00:00+05:00`, { month: 'long', year: 'numeric' })

/** Which law the program works by and how sure it is of it; whether everything answers. */
export function System() {
  const t = useTexts(words)
  return (
    <Page title={t.title} narrow>
      <State />
      <Law />
    </Page>
  )
}

function State() {
  const t = useTexts(words)
  const health = useQuery(healthQuery)
  const version = useQuery(versionQuery)
  const places = useQuery(placesQuery)
  const counted = places.data?.map(({ kind, count }) => `${t.kinds[kind as keyof typeof t.kinds]}: ${number(count)}`)
  return (
    <Card title={t.state}>
      <dl className="adm-facts">
        <Fact name={t.database}>
          {health.isPending ? '…' : health.data?.ok ? `${t.works}, ${t.took(number(health.data.tookMs))}` : t.away}
        </Fact>
        <Fact name={t.clock}>{health.data ? dayAndTime(health.data.at) : '…'}</Fact>
        <Fact name={t.version}>{version.data ?? '…'}</Fact>
        <Fact name={t.places}>{counted ? (counted.length > 0 ? counted.join(', ') : t.nothing) : '…'}</Fact>
      </dl>
    </Card>
  )
}

function Law() {
  const t = useTexts(words)
  const found = useQuery(editionQuery)
  if (found.isPending) return <Bones />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const law = found.data
  return (
    <Card title={t.law}>
      {law.stale ? (
        <p className="note warn">
          <Icon name="warning" size={20} />
          <span>{t.stale}</span>
        </p>
      ) : null}
      <dl className="adm-facts">
        <Fact name={t.document}>
          <span lang="ru">{law.document}</span>
        </Fact>
        <Fact name={t.edition}>{t.editionOf(fullDay(law.validFrom), fullDay(law.notAfter))}</Fact>
        <Fact name={t.readOn}>{fullDay(law.readOn)}</Fact>
        <Fact name={t.holds}>{t.holdsOf(number(law.articles), number(law.parts))}</Fact>
        <Fact name={t.mrp}>
          {Object.entries(law.mrp)
            .map(([year, value]) => `${year}: ${number(value)}`)
            .join(', ')}
        </Fact>
        <Fact name={t.official}>
          <a href={law.address} target="_blank" rel="noreferrer">
            {law.address.replace(/^https?:\/\//, '')}
          </a>
        </Fact>
      </dl>
      <h3>{t.caveat}</h3>
      <p lang="ru">{law.caveat}</p>
      <h3>{t.unconfirmed}</h3>
      <ul className="adm-points" lang="ru">
        {law.unconfirmed.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
