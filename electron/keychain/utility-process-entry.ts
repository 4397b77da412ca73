import { callKeytar, type KeychainRequest } from './keytar-client';

// Entry point of the utility process that keychain-utility-process.ts starts.
process.parentPort.on('message', ({ data }) => {
  void callKeytar(data as KeychainRequest).then((response) =>
    process.parentPort.postMessage(response),
  );
});
