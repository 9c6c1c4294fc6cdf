import { ActionIcon, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { preview } from '../api.ts'
import { texts, useTexts } from '../texts.ts'
import { Icon } from './icon.tsx'

const words = texts({
  ru: {
    title: 'Просмотр фото',
    before: 'Предыдущее',
    next: 'Следующее',
    close: 'Закрыть',
    original: 'Открыть исходный файл',
    of: (at: number, all: number) => `${at} из ${all}`,
  },
  kk: {
    title: 'Фотоны қарау',
    before: 'Алдыңғы',
    next: 'Келесі',
    close: 'Жабу',
    original: 'Бастапқы файлды ашу',
    of: (at: number, all: number) => `${at} / ${all}`,
  },
  en: {
    title: 'Photo',
    before: 'Previous',
    next: 'Next',
    close: 'Close',
    original: 'Open the original file',
    of: (at: number, all: number) => `${at} of ${all}`,
  },
})

export interface Shot {
  hash: string
  caption: string
}

/** Photos one by one, as large as the screen; arrows and swipes move. */
export function Lightbox({ shots, start, close }: { shots: Shot[]; start: number | null; close: () => void }) {
  const t = useTexts(words)
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (start !== null) setAt(start)
  }, [start])
  const step = (by: number) => setAt((now) => (now + by + shots.length) % shots.length)
  useHotkeys(
    start === null
      ? []
      : [
          ['ArrowLeft', () => step(-1)],
          ['ArrowRight', () => step(1)],
        ],
  )
  const [from, setFrom] = useState<number | null>(null)
  const shot = shots[at]
  return (
    <Modal
      opened={start !== null && Boolean(shot)}
      onClose={close}
      fullScreen
      withCloseButton={false}
      padding={0}
      title={t.title}
      transitionProps={{ transition: 'fade', duration: 120 }}
      classNames={{ body: 'lightbox', content: 'lightbox-content', header: 'unseen' }}
    >
      {shot ? (
        <>
          <div className="lightbox-bar">
            <span>
              {shot.caption}
              {shots.length > 1 ? ` · ${t.of(at + 1, shots.length)}` : ''}
            </span>
            <span className="lightbox-tools">
              <a href={`/api/files/${shot.hash}`} target="_blank" rel="noreferrer">
                {t.original}
              </a>
              <ActionIcon variant="transparent" color="white" size={44} aria-label={t.close} onClick={close}>
                <Icon name="close" size={24} />
              </ActionIcon>
            </span>
          </div>
          <div
            className="lightbox-stage"
            onPointerDown={(event) => setFrom(event.clientX)}
            onPointerUp={(event) => {
              if (from !== null && Math.abs(event.clientX - from) > 50 && shots.length > 1)
                step(event.clientX < from ? 1 : -1)
              setFrom(null)
            }}
          >
            <img key={shot.hash} src={preview(shot.hash, 1600)} alt={shot.caption} draggable={false} />
            {shots.length > 1 ? (
              <>
                <ActionIcon
                  className="lightbox-before"
                  variant="filled"
                  color="dark"
                  radius="xl"
                  size={48}
                  aria-label={t.before}
                  onClick={() => step(-1)}
                >
                  <Icon name="back" size={24} />
                </ActionIcon>
                <ActionIcon
                  className="lightbox-next"
                  variant="filled"
                  color="dark"
                  radius="xl"
                  size={48}
                  aria-label={t.next}
                  onClick={() => step(1)}
                >
                  <Icon name="forward" size={24} />
                </ActionIcon>
              </>
            ) : null}
          </div>
        </>
      ) : null}
    </Modal>
  )
}
