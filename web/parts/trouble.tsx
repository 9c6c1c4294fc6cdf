import { Button } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError, isOffline } from '../api.ts'
import { texts, useTexts } from '../texts.ts'
import { Icon, type IconName } from './icon.tsx'
import { LinkButton } from './link-button.tsx'

/** What stands where nothing can be shown: emptiness, a fault, a lost address. */

const words = texts({
  ru: {
    offline: 'Нет связи с сервером',
    offlineHint: 'Проверьте сеть. То, что вы уже открывали, доступно; набранный текст сохранён.',
    fault: 'Не получилось загрузить',
    again: 'Повторить',
    lost: 'Такой страницы нет',
    lostHint: 'Адрес устарел или введён с ошибкой.',
    home: 'К очереди',
    forbidden: 'Вам это недоступно',
    forbiddenHint: 'Если доступ нужен по службе, обратитесь к администратору отдела.',
    missing: 'Не найдено',
    missingHint: 'Возможно, происшествие относится к другому отделу или номер указан неверно.',
  },
  kk: {
    offline: 'Сервермен байланыс жоқ',
    offlineHint: 'Желіні тексеріңіз. Бұрын ашқандарыңыз қолжетімді, терген мәтініңіз сақталды.',
    fault: 'Жүктеу мүмкін болмады',
    again: 'Қайталау',
    lost: 'Мұндай бет жоқ',
    lostHint: 'Сілтеме ескірген немесе қате терілген.',
    home: 'Кезекке қайту',
    forbidden: 'Сізге бұл бөлім ашық емес',
    forbiddenHint: 'Қызмет бабымен қажет болса, бөлім әкімшісіне хабарласыңыз.',
    missing: 'Табылмады',
    missingHint: 'Оқиға басқа бөлімге қатысты немесе нөмірі қате болуы мүмкін.',
  },
  en: {
    offline: 'The server cannot be reached',
    offlineHint: 'Check the network. What you have opened before is available; the text you typed is kept.',
    fault: 'This could not be loaded',
    again: 'Try again',
    lost: 'There is no such page',
    lostHint: 'The address is out of date or mistyped.',
    home: 'To the queue',
    forbidden: 'This is not open to you',
    forbiddenHint: 'If your duty needs it, ask the administrator of the department.',
    missing: 'Not found',
    missingHint: 'It may belong to another department, or the number is wrong.',
  },
})

/** `alone` on its page, its title is the heading of it. */
export function Blank({
  icon,
  title,
  children,
  action,
  alone = false,
}: {
  alone?: boolean
  icon: IconName
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  const Title = alone ? 'h1' : 'p'
  return (
    <div className="blank">
      <span className="blank-icon">
        <Icon name={icon} size={28} />
      </span>
      <Title className="blank-title">{title}</Title>
      {children ? <p className="blank-text">{children}</p> : null}
      {action}
    </div>
  )
}

/** A failed request, in words that help, with a way to try again. */
export function Failed({ error, retry, alone = false }: { error: unknown; retry?: () => void; alone?: boolean }) {
  const t = useTexts(words)
  const again = retry ? (
    <Button variant="default" onClick={retry}>
      {t.again}
    </Button>
  ) : null
  if (isOffline(error))
    return (
      <Blank alone={alone} icon="offline" title={t.offline} action={again}>
        {t.offlineHint}
      </Blank>
    )
  if (error instanceof ApiError && error.status === 404)
    return (
      <Blank alone={alone} icon="search" title={t.missing}>
        {t.missingHint}
      </Blank>
    )
  if (error instanceof ApiError && error.status === 403)
    return (
      <Blank alone={alone} icon="hidden" title={t.forbidden}>
        {t.forbiddenHint}
      </Blank>
    )
  return (
    <Blank alone={alone} icon="warning" title={t.fault} action={again}>
      {error instanceof Error ? error.message : null}
    </Blank>
  )
}

export function Trouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="alone">
      <Failed
        alone
        error={error}
        retry={() => {
          reset()
          router.invalidate().catch(() => {})
        }}
      />
    </main>
  )
}

export function Lost() {
  const t = useTexts(words)
  return (
    <main className="alone">
      <Blank
        alone
        icon="map"
        title={t.lost}
        action={
          <LinkButton to="/incidents" variant="default">
            {t.home}
          </LinkButton>
        }
      >
        {t.lostHint}
      </Blank>
    </main>
  )
}
