import { ActionIcon, Button, Popover, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type RefObject, useEffect, useState } from 'react'
import { type Category, categories } from '../../src/detection/categories.ts'
import type { Tab } from '../../src/incident/incident.ts'
import { meQuery, nameIn } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { categoryWords } from '../parts/words.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { BurningChip } from './burning-count.tsx'
import { countsQuery } from './data.ts'
import { queueTexts } from './queue-texts.ts'
import type { QueueSearch } from './routes.tsx'

const tabs: Tab[] = ['mine', 'new', 'working', 'waiting', 'closed', 'all']

interface Props {
  tab: Tab
  search: QueueSearch
  change: (next: Partial<QueueSearch>) => void
  searchField: RefObject<HTMLInputElement | null>
}

/** Tabs, search and filters of the queue. */
export function QueueHead({ tab, search, change, searchField }: Props) {
  const t = useTexts(queueTexts)
  const { data: counts } = useQuery(countsQuery)
  const { data: me } = useQuery(meQuery)
  return (
    <div className="queue-head">
      <div className="queue-bar">
        <Search value={search.q ?? ''} change={(q) => change({ q })} field={searchField} />
        <Filters search={search} change={change} />
        <ActionIcon
          className="phone-only"
          variant={search.map ? 'filled' : 'default'}
          size={44}
          aria-label={search.map ? t.list : t.map}
          aria-pressed={Boolean(search.map)}
          onClick={() => change({ map: !search.map })}
        >
          <Icon name={search.map ? 'list' : 'map'} />
        </ActionIcon>
      </div>
      <nav className="queue-tabs" aria-label={t.tabs}>
        {tabs.map((one) => {
          const count = one === 'closed' || one === 'all' ? undefined : counts?.[one]
          return (
            <button
              key={one}
              type="button"
              className="chip"
              aria-current={one === tab ? 'true' : undefined}
              onClick={() => change({ tab: one })}
            >
              {t[one]}
              {count ? <span className="chip-count">{number(count)}</span> : null}
            </button>
          )
        })}
        <BurningChip />
        {me?.permissions.includes('decideUnsure') && counts?.unsure ? (
          <Link to="/unsure" className="chip phone-only">
            {t.unsure}
            <span className="chip-count">{number(counts.unsure)}</span>
          </Link>
        ) : null}
      </nav>
    </div>
  )
}

function Search({
  value,
  change,
  field,
}: {
  value: string
  change: (q: string | undefined) => void
  field: RefObject<HTMLInputElement | null>
}) {
  const t = useTexts(queueTexts)
  const [text, setText] = useState(value)
  const later = useDebouncedCallback((q: string) => change(q.trim() || undefined), 250)
  useEffect(() => {
    setText(value)
  }, [value])
  return (
    <TextInput
      className="grow"
      ref={field}
      type="search"
      aria-label={t.search}
      placeholder={t.search}
      value={text}
      leftSection={<Icon name="search" size={18} />}
      onChange={(event) => {
        setText(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      rightSection={
        text ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.clear}
            onClick={() => {
              setText('')
              change(undefined)
            }}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        ) : null
      }
    />
  )
}

function Filters({ search, change }: Pick<Props, 'search' | 'change'>) {
  const t = useTexts(queueTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const set = Number(Boolean(search.category)) + Number(Boolean(search.precinct))
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant={set ? 'light' : 'default'} size={44} aria-label={t.filters}>
          <Icon name="filter" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack">
          <Select
            label={t.category}
            placeholder={t.anyCategory}
            clearable
            searchable
            value={search.category ?? null}
            comboboxProps={{ withinPortal: false }}
            openOnFocus={false}
            data={categories.map((category) => ({ value: category, label: names[category] }))}
            onChange={(category) => change({ category: (category as Category | null) ?? undefined })}
          />
          <Select
            label={t.precinct}
            placeholder={t.anyPrecinct}
            clearable
            value={search.precinct ?? null}
            comboboxProps={{ withinPortal: false }}
            openOnFocus={false}
            data={(me?.precincts ?? []).map((precinct) => ({
              value: precinct.id,
              label: `№ ${precinct.number} · ${nameIn(precinct, locale)}`,
            }))}
            onChange={(precinct) => change({ precinct: precinct ?? undefined })}
          />
          {set ? (
            <Button variant="default" onClick={() => change({ category: undefined, precinct: undefined })}>
              {t.reset}
            </Button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
