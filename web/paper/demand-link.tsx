import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { meQuery } from '../api.ts'
import { LinkButton } from '../parts/link-button.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { drawUp } from './draw-up.ts'
import { paperTexts } from './paper-texts.ts'

/** The demand as a paper: the one that there is, or a new one. */
export function DemandLink({ page }: { page: IncidentPage }) {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const [busy, setBusy] = useState(false)
  const there = page.papers.findLast(({ kind, status }) => kind === 'demand' && status !== 'cancelled')
  if (there)
    return (
      <LinkButton to="/papers/$id" params={{ id: there.id }} variant="subtle" size="compact-md">
        {t.demandOpen}
      </LinkButton>
    )
  if (!me?.permissions.includes('drawUpProtocol')) return null
  const draw = async () => {
    setBusy(true)
    const lang = locale === 'kk' || page.lang === 'kk' ? 'kk' : 'ru'
    const done = await drawUp(page.id, { kind: 'demand', lang }, locale)
    setBusy(false)
    if ('problem' in done) notifications.show({ message: done.problem, color: 'brick' })
    else if (done.items[0]) await navigate({ to: '/papers/$id', params: { id: done.items[0].id } })
  }
  return (
    <Button variant="subtle" size="compact-md" loading={busy} onClick={() => void draw()}>
      {t.demandDraw}
    </Button>
  )
}
