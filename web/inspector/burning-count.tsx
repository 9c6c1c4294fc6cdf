import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery } from '../api.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { burningQuery, remindersQuery, usualScope } from './deadline-data.ts'
import { burningTexts } from './deadline-texts.ts'

/** How much is missed or ends today. */
function usePressing(): number {
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery(burningQuery(usualScope(me?.account.role)))
  return data ? data.counts.late + data.counts.today : 0
}

/** The number beside the line of the navigation; it also tells of new reminders. */
export function BurningCount() {
  const count = usePressing()
  useReminderNews()
  return count > 0 ? <span className="nav-count hot">{count >= 1000 ? '999+' : number(count)}</span> : null
}

/** The way from the queue to what burns, when something does. */
export function BurningChip() {
  const t = useTexts(burningTexts)
  const count = usePressing()
  if (count === 0) return null
  return (
    <Link to="/burning" className="chip">
      {t.chip}
      <span className="chip-count">{number(count)}</span>
    </Link>
  )
}

const told = new Set<string>()
/** What came while nobody looked stands in the list; only what is new is said aloud. */
const newFor = 5 * 60_000

function useReminderNews(): void {
  const t = useTexts(burningTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data } = useQuery(remindersQuery)
  useEffect(() => {
    const fresh = (data?.items ?? []).filter(({ id, at }) => !told.has(id) && Date.now() - Date.parse(at) < newFor)
    const [first] = fresh
    for (const { id } of fresh) told.add(id)
    // On the page of what burns they stand in the list already.
    if (!first || path === '/burning') return
    const alone = fresh.length === 1
    notifications.show({
      id: first.id,
      title: alone ? `${t.number(first.number)}: ${t[`step_${first.step}`]}` : t.news(fresh.length),
      message: (
        <button
          type="button"
          className="link"
          onClick={() => {
            notifications.hide(first.id)
            void navigate({ to: '/burning' })
          }}
        >
          {alone ? first.label[locale === 'kk' ? 'kk' : 'ru'] : t.open}
        </button>
      ),
      color: fresh.some(({ step }) => step === 'late') ? 'brick' : 'petrol',
      autoClose: 10_000,
      withBorder: true,
    })
  }, [data, t, locale, navigate, path])
}
