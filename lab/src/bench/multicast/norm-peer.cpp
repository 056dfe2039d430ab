// A file by NORM (RFC 5740), with the reference library of Debian's libnorm-dev, which brings no program of its own:
//   norm-peer send FILE BITS_PER_SECOND INTERFACE ID RECEIVER_ID...    ends when every receiver has acknowledged all
//   norm-peer receive FOLDER INTERFACE ID                              ends with 0 when a file is whole
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <normApi.h>

namespace {

const char* const GROUP = "239.255.72.90";
const UINT16 PORT = 6003;
const UINT32 BUFFER_BYTES = 64 * 1024 * 1024;
const unsigned int SOCKET_BYTES = 4 * 1024 * 1024;
// What took least time and fewest bytes on this kind of network: blocks of 64 packets, parity only on demand, a round trip of 5 ms.
const UINT16 SEGMENT_BYTES = 1400;
const UINT16 BLOCK_SEGMENTS = 64;
const UINT16 BLOCK_PARITY = 32;
const double GRTT_S = 0.005;

NormSessionHandle join(NormInstanceHandle instance, const char* interface, unsigned long id) {
  NormSessionHandle session = NormCreateSession(instance, GROUP, PORT, static_cast<NormNodeId>(id));
  if (session == NORM_SESSION_INVALID || !NormSetMulticastInterface(session, interface)) {
    std::fprintf(stderr, "norm-peer: no session by %s\n", interface);
    std::exit(1);
  }
  NormSetTTL(session, 1);
  return session;
}

int send(NormInstanceHandle instance, int argc, char** argv) {
  NormSessionHandle session = join(instance, argv[4], std::strtoul(argv[5], nullptr, 10));
  NormSetTxRate(session, std::strtod(argv[3], nullptr));
  NormSetCongestionControl(session, false);
  NormSetGrttEstimate(session, GRTT_S);
  NormSetGrttProbingMode(session, NORM_PROBE_ACTIVE);
  if (!NormStartSender(session, NormGetRandomSessionId(), BUFFER_BYTES, SEGMENT_BYTES, BLOCK_SEGMENTS, BLOCK_PARITY)) return 1;
  NormSetTxSocketBuffer(session, SOCKET_BYTES);
  for (int at = 6; at < argc; at++) NormAddAckingNode(session, static_cast<NormNodeId>(std::strtoul(argv[at], nullptr, 10)));
  NormObjectHandle file = NormFileEnqueue(session, argv[2], "content", 7);
  if (file == NORM_OBJECT_INVALID || !NormSetWatermark(session, file)) return 1;
  NormEvent event;
  while (NormGetNextEvent(instance, &event)) {
    if (event.type != NORM_TX_WATERMARK_COMPLETED) continue;
    if (NormGetAckingStatus(session) == NORM_ACK_SUCCESS) return 0;
    NormResetWatermark(session);
  }
  return 1;
}

int receive(NormInstanceHandle instance, char** argv) {
  NormSessionHandle session = join(instance, argv[3], std::strtoul(argv[4], nullptr, 10));
  if (!NormSetCacheDirectory(instance, argv[2]) || !NormStartReceiver(session, BUFFER_BYTES)) return 1;
  NormSetRxSocketBuffer(session, SOCKET_BYTES);
  NormEvent event;
  while (NormGetNextEvent(instance, &event)) {
    if (event.type == NORM_RX_OBJECT_COMPLETED) return 0;
    if (event.type == NORM_RX_OBJECT_ABORTED) return 1;
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  NormInstanceHandle instance = NormCreateInstance();
  if (argc >= 7 && std::strcmp(argv[1], "send") == 0) return send(instance, argc, argv);
  if (argc == 5 && std::strcmp(argv[1], "receive") == 0) return receive(instance, argv);
  std::fprintf(stderr, "usage: norm-peer send FILE BITS_PER_SECOND INTERFACE ID RECEIVER_ID... | receive FOLDER INTERFACE ID\n");
  return 2;
}
