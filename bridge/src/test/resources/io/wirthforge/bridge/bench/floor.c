/* The least a server can do: 60 times a second the same bytes to every socket, one send() each.
   usage: floor PORT EVENTS BYTES */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_CLIENTS 8192

static int sockets[MAX_CLIENTS];
static size_t resumeAt[MAX_CLIENTS]; /* how much of a frame a full socket took; 0: all of it */
static char *partial[MAX_CLIENTS];
static int clients;

static long long nanos(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Answers an upgrade without a look at its key: the load does not check it. */
static void admit(int listener) {
  static const char answer[] =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
  char request[4096];
  int one = 1, s;
  while (clients < MAX_CLIENTS && (s = accept(listener, NULL, NULL)) >= 0) {
    if (recv(s, request, sizeof request, 0) > 0) {
      setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      send(s, answer, sizeof answer - 1, MSG_NOSIGNAL);
      sockets[clients] = s;
      clients++;
    } else {
      close(s);
    }
  }
}

static size_t make(char *frames, int events, int bytes) {
  char *at = frames;
  for (int i = 0; i < events; i++) {
    char *payload = at + 4;
    int n = sprintf(payload, "{\"type\":\"bench_state\",\"payload\":{\"index\":%d,\"emitNanos\":%lld,\"padding\":\"", i, nanos());
    int pad = bytes - n - 3 > 0 ? bytes - n - 3 : 0;
    memset(payload + n, 'x', pad);
    memcpy(payload + n + pad, "\"}}", 3);
    int length = n + pad + 3;
    at[0] = (char)0x81;
    at[1] = 126;
    at[2] = (char)(length >> 8);
    at[3] = (char)length;
    at += 4 + length;
  }
  return at - frames;
}

static void give(int i, const char *frames, size_t size) {
  const char *from = frames;
  size_t left = size;
  if (partial[i]) { /* first the end of the frame that did not fit */
    from = partial[i];
    left = resumeAt[i];
  }
  ssize_t sent = send(sockets[i], from, left, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0) {
    sent = 0;
  }
  if ((size_t)sent < left && (sent > 0 || partial[i])) {
    char *rest = malloc(left - sent);
    memcpy(rest, from + sent, left - sent);
    free(partial[i]);
    partial[i] = rest;
    resumeAt[i] = left - sent;
  } else if (partial[i]) {
    free(partial[i]);
    partial[i] = NULL;
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    return 2;
  }
  int events = atoi(argv[2]), bytes = atoi(argv[3]), one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  signal(SIGPIPE, SIG_IGN);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) {
    perror("floor");
    return 1;
  }
  fcntl(listener, F_SETFL, O_NONBLOCK);
  char *frames = malloc((size_t)events * (bytes + 256));
  long long start = nanos();
  for (long long tick = 1;; tick++) {
    long long due = start + tick * 1000000000LL / 60;
    struct timespec until = {due / 1000000000LL, due % 1000000000LL};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    while (start + (tick + 1) * 1000000000LL / 60 <= nanos()) {
      tick++; /* what was missed is not made up for */
    }
    admit(listener);
    size_t size = make(frames, events, bytes);
    for (int i = 0; i < clients; i++) {
      give(i, frames, size);
    }
  }
}
