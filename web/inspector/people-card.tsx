import { ActionIcon, Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { meQuery, remove, withQuery } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkIcon } from '../parts/link-button.tsx'
import { roleWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { covered } from './covered.ts'
import { incidentTexts } from './incident-texts.ts'
import { PersonPanel } from './person-panel.tsx'
import { personTexts } from './person-texts.ts'
import { keepPage, problemOf } from './use-act.ts'
import './person.css'

/** Who the incident is about; their numbers stay covered. */
export function PeopleCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const said = useTexts(personTexts)
  const roles = useTexts(roleWords)
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<'name' | IncidentPage['subjects'][number] | null>(null)
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  const drop = (subject: IncidentPage['subjects'][number]) =>
    remove<IncidentPage>(withQuery(`/api/incidents/${page.id}/subjects/${subject.id}`, { role: subject.role })).then(
      (next) => {
        keepPage(next)
        notifications.show({ message: said.removed, color: 'leaf' })
      },
      (error) => notifications.show({ message: problemOf(error), color: 'brick' }),
    )
  const may = me?.permissions.includes('lookUpPerson') ?? false
  return (
    <Card
      id="people"
      title={t.people}
      action={
        may ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen('name')}>
            {t.addPerson}
          </Button>
        ) : null
      }
    >
      {page.subjects.length === 0 ? (
        <p className="soft">{t.peopleNone}</p>
      ) : (
        <ul className="near">
          {page.subjects.map((subject) => (
            <li key={subject.id + subject.role} className="near-line with-acts">
              <Icon name={subject.kind === 'entity' ? 'inbox' : 'person'} />
              <span className="near-text">
                <strong>{subject.name}</strong>
                <small>
                  {subject.kind === 'unknown' ? <span className="person-tag">{said.notKnown}</span> : null}
                  {roles[subject.role]}
                  {subject.iin ? ` · ${t.showIin} ${covered(subject.iin)}` : ''}
                </small>
                {subject.kind === 'unknown' && may ? (
                  <button type="button" className="link small" onClick={() => setOpen(subject)}>
                    {said.identify}
                  </button>
                ) : null}
              </span>
              {may ? (
                <span className="near-acts">
                  <LinkIcon
                    to="/people/$id"
                    params={{ id: subject.id }}
                    search={{ incident: String(page.number) }}
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={said.linksOf(subject.name)}
                  >
                    <Icon name="link" size={18} />
                  </LinkIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={`${t.removePerson}: ${subject.name}`}
                    onClick={() => void drop(subject)}
                  >
                    <Icon name="close" size={18} />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position={phone ? 'bottom' : 'right'}
        size={phone ? '100%' : 560}
        title={open && open !== 'name' ? said.identify : said.title}
        classNames={{ body: 'sheet', title: 'sheet-title', header: 'sheet-header' }}
        closeButtonProps={{ size: 44 }}
      >
        <PersonPanel page={page} close={() => setOpen(null)} identify={open && open !== 'name' ? open : undefined} />
      </Drawer>
    </Card>
  )
}
