import { lazy, Suspense, useEffect } from 'react'
import { useTexts } from '../texts.ts'
import { roomTexts } from './speak.ts'
import { useRoom } from './use-room.ts'
import { Waiting } from './waiting.tsx'

// Whoever reads the notice has the talk loaded meanwhile.
const talk = import('./room.tsx')
const Room = lazy(() => talk.then(({ Room }) => ({ default: Room })))
const Door = lazy(() => import('./door.tsx').then(({ Door }) => ({ default: Door })))

/** A room by its address: first the notice, then the talk. */
export function RoomPage({ slug }: { slug: string }) {
  const t = useTexts(roomTexts)
  const state = useRoom(slug)
  const { room, problem, load } = state
  useEffect(() => {
    document.title = room ? `${room.title} · ${t.product}` : t.product
  }, [room, t])
  if (!room)
    return (
      <Waiting
        text={problem ? { gone: t.gone, offline: t.unreachable, fault: t.fault }[problem] : t.loading}
        onAgain={problem && problem !== 'gone' ? load : null}
      />
    )
  return (
    <Suspense fallback={<Waiting text={t.loading} onAgain={null} />}>
      {room.me ? (
        <Room slug={slug} room={room} state={state} />
      ) : (
        <Door title={room.title} again={state.wasIn} onEnter={state.enter} />
      )}
    </Suspense>
  )
}
