/* The relay of far.py, for whoever has a C compiler: 150 desks' words cost it a fraction of what they cost Python.

   far FROM TO MILLISECONDS: listens on one socket, speaks to another, so many milliseconds away there and back: every
   octet arrives half of them later, in order. It says "ready", and ends with the end of its input. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 1 << 18, MOST = 256 };

struct side;

/* What was said, on its way to a side; one without octets is the end. */
struct words {
    struct words *next;
    struct side *to;
    int64_t due;
    size_t size, begun;
    char octets[];
};

struct queue {
    struct words *first, **last;
};

struct side {
    struct side *other;
    int socket; /* -1: closed */
    int waits;  /* for its reader, who takes no more just now */
    int ended;  /* nothing more comes from it */
    int held;   /* words on their way to it */
    struct queue late;
    struct side *after;
};

static struct queue under_way;
static struct side *gone; /* pairs that are done with: freed after the events of a turn, which may name them */
static int events_of, clock_of;
static int64_t away;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static void put(struct queue *queue, struct words *words) {
    words->next = NULL;
    if (!queue->first)
        queue->last = &queue->first;
    *queue->last = words;
    queue->last = &words->next;
}

static struct words *get(struct queue *queue) {
    struct words *words = queue->first;
    queue->first = words->next;
    return words;
}

static void watch(struct side *side, int how, uint32_t what) {
    struct epoll_event event = {.events = what | EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = side};
    if (epoll_ctl(events_of, how, side->socket, &event))
        die("epoll_ctl");
}

static void alarm_at(int64_t due) {
    struct itimerspec when = {.it_value = {due / 1000000000, due % 1000000000}};
    if (timerfd_settime(clock_of, TFD_TIMER_ABSTIME, &when, NULL))
        die("timerfd_settime");
}

static void say(struct side *to, const char *octets, size_t size) {
    struct words *words = malloc(sizeof *words + size);
    if (!words)
        die("malloc");
    *words = (struct words){.to = to, .due = now() + away, .size = size};
    memcpy(words->octets, octets, size);
    to->held++;
    if (!under_way.first)
        alarm_at(words->due);
    put(&under_way, words);
}

static void end(struct side *from) {
    if (!from->ended) {
        from->ended = 1;
        say(from->other, "", 0);
    }
}

static void shut(struct side *side) {
    if (side->socket < 0)
        return;
    close(side->socket);
    side->socket = -1;
    while (side->late.first)
        free(get(&side->late));
    end(side);
}

static void freed_if_done(struct side *side) {
    struct side *other = side->other, *pair = side < other ? side : other;
    if (side->socket < 0 && other->socket < 0 && !side->held && !other->held) {
        pair->after = gone;
        gone = pair;
    }
}

/* As much as is taken now; whether nothing is left. */
static int given(struct side *to, struct words *words) {
    while (words->begun < words->size) {
        ssize_t sent = send(to->socket, words->octets + words->begun, words->size - words->begun, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return 0;
        if (sent < 0) { /* nobody is there: what comes from it says so */
            words->begun = words->size;
            return 1;
        }
        words->begun += sent;
    }
    if (!words->size)
        shut(to);
    return 1;
}

static void arrive(struct words *words) {
    struct side *to = words->to;
    to->held--;
    if (to->socket < 0) {
        free(words);
    } else if (to->waits) {
        put(&to->late, words);
    } else if (given(to, words)) {
        free(words);
    } else {
        put(&to->late, words);
        to->waits = 1;
        watch(to, EPOLL_CTL_MOD, EPOLLOUT);
    }
    freed_if_done(to);
}

static void go_on(struct side *to) {
    if (to->socket < 0)
        return;
    while (to->socket >= 0 && to->late.first) {
        if (!given(to, to->late.first))
            return;
        if (to->late.first)
            free(get(&to->late));
    }
    to->waits = 0;
    if (to->socket >= 0)
        watch(to, EPOLL_CTL_MOD, 0);
    freed_if_done(to);
}

static void hear(struct side *from, uint32_t what) {
    static char octets[AT_ONCE];
    while (from->socket >= 0 && !from->ended) {
        ssize_t size = recv(from->socket, octets, sizeof octets, 0);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (size <= 0) {
            end(from);
            return;
        }
        say(from->other, octets, size);
        if ((size_t)size < sizeof octets && !(what & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
            return; /* that was all: the next is another event */
    }
}

static int named(const char *path, struct sockaddr_un *address) {
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address->sun_path) {
        fprintf(stderr, "too long: %s\n", path);
        exit(1);
    }
    strcpy(address->sun_path, path);
    int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0)
        die("socket");
    return made;
}

static void talk(int here, const char *server) {
    struct sockaddr_un address;
    int there = named(server, &address);
    if (connect(there, (struct sockaddr *)&address, sizeof address)) {
        close(there);
        close(here);
        return;
    }
    fcntl(there, F_SETFL, O_NONBLOCK);
    struct side *pair = calloc(2, sizeof *pair);
    if (!pair)
        die("calloc");
    pair[0] = (struct side){.other = pair + 1, .socket = here};
    pair[1] = (struct side){.other = pair, .socket = there};
    watch(pair, EPOLL_CTL_ADD, 0);
    watch(pair + 1, EPOLL_CTL_ADD, 0);
}

static void tick(void) {
    for (int64_t at = now(); under_way.first && under_way.first->due <= at;)
        arrive(get(&under_way));
    if (under_way.first)
        alarm_at(under_way.first->due);
}

static int listening(const char *path) {
    struct sockaddr_un address;
    struct stat there;
    int made = named(path, &address);
    if (!lstat(path, &there) && S_ISSOCK(there.st_mode))
        unlink(path);
    if (bind(made, (struct sockaddr *)&address, sizeof address) || listen(made, SOMAXCONN))
        die(path);
    fcntl(made, F_SETFL, O_NONBLOCK);
    return made;
}

static void also(int *one, uint32_t how) {
    struct epoll_event event = {.events = EPOLLIN | how, .data.ptr = one};
    if (epoll_ctl(events_of, EPOLL_CTL_ADD, *one, &event))
        die("epoll_ctl");
}

static int over(void) {
    char octets[4096];
    ssize_t size = read(STDIN_FILENO, octets, sizeof octets);
    return !size || (size < 0 && errno != EINTR && errno != EAGAIN);
}

static void live(const char *server, int *door, int *input) {
    struct epoll_event events[MOST];
    for (;;) {
        int many = epoll_wait(events_of, events, MOST, -1);
        for (int n = 0; n < many; n++) {
            void *whom = events[n].data.ptr;
            if (whom == &clock_of) {
                tick();
            } else if (whom == door) {
                for (int here; (here = accept4(*door, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;)
                    talk(here, server);
            } else if (whom == input) {
                if (over())
                    return;
            } else {
                hear(whom, events[n].events);
                if (events[n].events & EPOLLOUT)
                    go_on(whom);
            }
        }
        for (struct side *pair; (pair = gone); free(pair))
            gone = pair->after;
    }
}

int main(int many, char **words) {
    if (many != 4)
        return 2;
    struct rlimit most;
    if (!getrlimit(RLIMIT_NOFILE, &most)) {
        most.rlim_cur = most.rlim_max;
        setrlimit(RLIMIT_NOFILE, &most);
    }
    away = (int64_t)(atof(words[3]) * 5e5);
    events_of = epoll_create1(EPOLL_CLOEXEC);
    clock_of = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (events_of < 0 || clock_of < 0)
        die("epoll, timerfd");
    int door = listening(words[1]), input = STDIN_FILENO;
    also(&door, 0);
    also(&input, 0);
    also(&clock_of, EPOLLET); /* each time anew: it need not be read */
    puts("ready");
    fflush(stdout);
    live(words[2], &door, &input);
    return 0;
}
