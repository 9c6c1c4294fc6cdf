import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'

/** The administrator's pages; chiefs have duty and imports of them. */

const getParentRoute = () => staffRoute
const peopleRoute = createRoute({
  getParentRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people.tsx'), 'People'),
})
const precinctsRoute = createRoute({
  getParentRoute,
  path: '/precincts',
  component: lazyRouteComponent(() => import('./precincts.tsx'), 'Precincts'),
})
const chatsRoute = createRoute({
  getParentRoute,
  path: '/chats',
  component: lazyRouteComponent(() => import('./chats.tsx'), 'Chats'),
})
const channelsRoute = createRoute({
  getParentRoute,
  path: '/channels',
  component: lazyRouteComponent(() => import('./channels.tsx'), 'Channels'),
})
const outboxRoute = createRoute({
  getParentRoute,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox.tsx'), 'Outbox'),
})
const posterRoute = createRoute({
  getParentRoute,
  path: '/chats/$id/poster',
  component: lazyRouteComponent(() => import('./poster.tsx'), 'PosterPage'),
})
const importsRoute = createRoute({
  getParentRoute,
  path: '/imports',
  validateSearch: (search: Record<string, unknown>): { chat?: string } =>
    typeof search.chat === 'string' ? { chat: search.chat } : {},
  component: lazyRouteComponent(() => import('./imports.tsx'), 'Imports'),
})
const dutyRoute = createRoute({
  getParentRoute,
  path: '/duty',
  component: lazyRouteComponent(() => import('./duty.tsx'), 'DutyPage'),
})
const learningRoute = createRoute({
  getParentRoute,
  path: '/learning',
  component: lazyRouteComponent(() => import('./learning.tsx'), 'Learning'),
})
const registersRoute = createRoute({
  getParentRoute,
  path: '/registers',
  component: lazyRouteComponent(() => import('./registers.tsx'), 'Registers'),
})
const papersRoute = createRoute({
  getParentRoute,
  path: '/papers',
  component: lazyRouteComponent(() => import('./paper-settings.tsx'), 'PaperSettingsPage'),
})
const systemRoute = createRoute({
  getParentRoute,
  path: '/system',
  component: lazyRouteComponent(() => import('./system.tsx'), 'System'),
})

export const administrationRoutes = [
  peopleRoute,
  precinctsRoute,
  chatsRoute,
  posterRoute,
  channelsRoute,
  outboxRoute,
  importsRoute,
  dutyRoute,
  learningRoute,
  registersRoute,
  papersRoute,
  systemRoute,
] as const

export const administrationNav: NavItem[] = [
  {
    to: '/people',
    label: { ru: 'Сотрудники', kk: 'Қызметкерлер', en: 'People' },
    icon: <Icon name="people" size={22} />,
    permission: 'managePeople',
  },
  {
    to: '/precincts',
    label: { ru: 'Участки', kk: 'Учаскелер', en: 'Precincts' },
    icon: <Icon name="map" size={22} />,
    permission: 'managePrecincts',
  },
  {
    to: '/chats',
    label: { ru: 'Чаты', kk: 'Чаттар', en: 'Chats' },
    icon: <Icon name="chat" size={22} />,
    permission: 'manageChats',
  },
  {
    to: '/channels',
    label: { ru: 'Каналы', kk: 'Арналар', en: 'Channels' },
    icon: <Icon name="link" size={22} />,
    permission: 'manageChats',
    seldom: true,
  },
  {
    to: '/outbox',
    label: { ru: 'Отправка', kk: 'Жіберу', en: 'Sending' },
    icon: <Icon name="out" size={22} />,
    permission: 'manageReplies',
    seldom: true,
  },
  {
    to: '/duty',
    label: { ru: 'Дежурства', kk: 'Кезекшілік', en: 'Duty' },
    icon: <Icon name="clock" size={22} />,
    permission: 'manageDuty',
    seldom: true,
  },
  {
    to: '/imports',
    label: { ru: 'Загрузка чатов', kk: 'Чат жүктеу', en: 'Imports' },
    icon: <Icon name="upload" size={22} />,
    permission: 'importChats',
    seldom: true,
  },
  {
    to: '/registers',
    label: { ru: 'Реестры', kk: 'Тізілімдер', en: 'Registers' },
    icon: <Icon name="list" size={22} />,
    permission: 'loadRegisters',
    seldom: true,
  },
  {
    to: '/papers',
    label: { ru: 'Бумаги', kk: 'Құжаттар', en: 'Papers' },
    icon: <Icon name="document" size={22} />,
    permission: 'setPapers',
    seldom: true,
  },
  {
    to: '/learning',
    label: { ru: 'Обучение', kk: 'Үйрету', en: 'Learning' },
    icon: <Icon name="edit" size={22} />,
    permission: 'allowLearning',
    seldom: true,
  },
  {
    to: '/system',
    label: { ru: 'Система', kk: 'Жүйе', en: 'System' },
    icon: <Icon name="settings" size={22} />,
    permission: 'managePeople',
    seldom: true,
  },
]
