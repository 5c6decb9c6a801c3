export { showLiveLog, type LiveLogScreen, type Screen } from './show-live-log.ts';
