import { Menu, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { type Me, meQuery } from './api.ts'
import { useLiveState } from './live.ts'
import { Brand } from './parts/brand.tsx'
import { Icon } from './parts/icon.tsx'
import { LiveNews } from './parts/live-news.tsx'
import { OutboxBar } from './parts/outbox-bar.tsx'
import type { NavItem } from './roots.tsx'
import { texts, useLocale, useTexts } from './texts.ts'

const words = texts({
  ru: {
    frame: 'Рабочее место',
    nav: 'Разделы',
    toContent: 'К содержанию',
    profile: 'Профиль',
    more: 'Ещё',
    live: 'На связи',
    connecting: 'Соединение…',
    offline: 'Нет связи',
    offlineBanner:
      'Нет связи. Показано последнее загруженное; набранное сохранится и будет отправлено, когда связь вернётся.',
  },
  kk: {
    frame: 'Жұмыс орны',
    nav: 'Бөлімдер',
    toContent: 'Мазмұнға өту',
    profile: 'Профиль',
    more: 'Тағы',
    live: 'Байланыста',
    connecting: 'Қосылуда…',
    offline: 'Байланыс жоқ',
    offlineBanner:
      'Байланыс жоқ. Соңғы жүктелгені көрсетілген; жазғаныңыз сақталып, байланыс қалпына келгенде жіберіледі.',
  },
  en: {
    frame: 'Workspace',
    nav: 'Sections',
    toContent: 'To the content',
    profile: 'Profile',
    more: 'More',
    live: 'Live',
    connecting: 'Connecting…',
    offline: 'Offline',
    offlineBanner: 'Offline. You see what was loaded last; what you type is kept and sent when the line is back.',
  },
})

/** The frame of every page of staff: navigation, the state of the line, and the page itself. */
export function Shell() {
  const { data: me } = useQuery(meQuery)
  const navigate = useNavigate()
  useEffect(() => {
    // The session ended while the page was open: come back here after signing in.
    if (me === null) navigate({ to: '/sign-in', search: { back: location.pathname + location.search } }).catch(() => {})
  }, [me, navigate])
  return me ? <Frame me={me} /> : null
}

function Frame({ me }: { me: Me }) {
  const t = useTexts(words)
  const nav = useRouter().options.context.nav.filter(
    (item) => !item.permission || me.permissions.includes(item.permission),
  )
  const often = nav.filter((item) => !item.seldom)
  const seldom = nav.filter((item) => item.seldom)
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.toContent}
      </a>
      <aside className="rail" aria-label={t.frame}>
        <Brand />
        <nav className="rail-nav" aria-label={t.nav}>
          {nav.map((item) => (
            <NavLink key={item.to} item={item} />
          ))}
        </nav>
        <div className="rail-foot">
          <LiveMark />
          <Link to="/profile" className="rail-person" activeProps={{ className: 'rail-person on' }}>
            <span className="initials" aria-hidden="true">
              {initials(me.account.name)}
            </span>
            <span className="rail-person-name">
              <strong>{me.account.name}</strong>
              <small>{me.account.position}</small>
            </span>
          </Link>
        </div>
      </aside>
      <div className="shell-main">
        <OfflineBanner />
        <OutboxBar />
        <div id="content" className="content">
          <Outlet />
        </div>
      </div>
      <nav className="tabs" aria-label={t.nav}>
        {often.slice(0, 4).map((item) => (
          <NavLink key={item.to} item={item} />
        ))}
        {seldom.length > 0 ? <More items={seldom} label={t.more} /> : null}
        <Link to="/profile" className="nav" activeProps={{ className: 'nav on' }}>
          <span className="nav-icon">
            <Icon name="person" size={22} />
          </span>
          <span className="nav-label">{t.profile}</span>
        </Link>
      </nav>
      <LiveNews me={me} />
    </div>
  )
}

function NavLink({ item }: { item: NavItem }) {
  const locale = useLocale()
  const Count = item.Count
  return (
    <Link to={item.to} className="nav" activeProps={{ className: 'nav on' }}>
      <span className="nav-icon">{item.icon}</span>
      <span className="nav-label">{item.label[locale]}</span>
      {Count ? <Count /> : null}
    </Link>
  )
}

function More({ items, label }: { items: NavItem[]; label: string }) {
  const locale = useLocale()
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <Menu withinPortal={false} position="top-end" shadow="md" width={240}>
      <Menu.Target>
        <UnstyledButton className={items.some((item) => path.startsWith(item.to)) ? 'nav on' : 'nav'}>
          <span className="nav-icon">
            <Icon name="more" size={22} />
          </span>
          <span className="nav-label">{label}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.to} leftSection={item.icon as ReactNode} onClick={() => void navigate({ to: item.to })}>
            {item.label[locale]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function LiveMark() {
  const state = useLiveState()
  const t = useTexts(words)
  return (
    <p className="live" data-state={state}>
      <span className="live-dot" aria-hidden="true" />
      <span>{t[state]}</span>
    </p>
  )
}

function OfflineBanner() {
  const state = useLiveState()
  const t = useTexts(words)
  return (
    <div role="status">
      {state === 'offline' ? (
        <p className="offline">
          <Icon name="offline" size={18} />
          {t.offlineBanner}
        </p>
      ) : null}
    </div>
  )
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase()
