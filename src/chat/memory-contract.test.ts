import { channelContract } from './channel-contract.ts'
import { lacksOfRooms, tryMemory } from './rooms-testing.ts'

channelContract('memory', lacksOfRooms, tryMemory)
