import { channelContract } from './channel-contract.ts'
import { maxLacks, tryMax } from './max-testing.ts'

channelContract('max', maxLacks, tryMax)
