/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.flumecamel.file.journal.FileStat;
import org.flumecamel.file.journal.PutOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what has been added to the files and keeps the positions.
 * <p>
 * The source's thread goes round all open files. A second thread writes the positions, and looks for new files while the
 * first one is held up by its route; a third hears of new files: a file that comes and goes meanwhile is not missed.
 */
public class TaildirConsumer extends PollingSource<CutBatch> {

    private static final Logger LOG = LoggerFactory.getLogger(TaildirConsumer.class);

    private static final long SECOND = 1_000_000_000;
    /** After which time without a name a file is not found again: it was deleted, not moved. */
    private static final long LOST = 5 * SECOND;
    /** Looking after resting files may take one part in so many of the time. */
    private static final int REST_SHARE = 256;

    private final TaildirEndpoint endpoint;
    private final Ledger ledger;
    private final Pace pace = new Pace();
    private ScheduledExecutorService keeper;
    private DirectoryWatch watch;
    private ExecutorService watcher;
    private OversizeDeadLetter deadLetter;
    private volatile FileTable table;
    private volatile boolean running;

    private BatchCutter cutter;
    private LineReader reader;
    private Recut recut;
    private TailedFile next;
    private long restedAt;
    private long restInterval;
    private long sleep;

    TaildirConsumer(TaildirEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.ledger = new Ledger(endpoint.positionPath(), TimeUnit.MILLISECONDS.toNanos(endpoint.getWritePosInterval()));
    }

    @Override
    protected void doStart() throws Exception {
        List<FileGroup> groups = endpoint.groups();
        endpoint.handOverTo(this);
        ledger.lock();
        try {
            if (table != null) {
                ledger.write(table::records);
            }
            FileTable found = new FileTable(groups, new SavedPositions(ledger.load()), this::headers,
                    endpoint.getMaxOpenFiles(), ledger.serials());
            found.discoverFirst(endpoint.isSkipToEnd());
            table = found;
            prepare();
        } catch (Exception e) {
            if (keeper == null) {
                ledger.release();
            }
            throw e;
        }
        running = true;
        if (keeper == null) {
            keeper = endpoint.getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                    "positions of " + endpoint.getName());
            long tick = Math.min(250, endpoint.getWritePosInterval());
            keeper.scheduleWithFixedDelay(this::keep, tick, tick, TimeUnit.MILLISECONDS);
        }
        watch = new DirectoryWatch(groups.stream().map(FileGroup::directory).distinct().toList(), table::discover).open();
        watcher = endpoint.getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this,
                "directories of " + endpoint.getName());
        watcher.execute(watch);
        super.doStart();
    }

    private void prepare() throws Exception {
        if (endpoint.getOversize() == Oversize.DEADLETTER && deadLetter == null) {
            deadLetter = new OversizeDeadLetter(endpoint.getCamelContext(), endpoint.getDeadLetterUri(),
                    endpoint.getMaxEventBytes());
        }
        cutter = new BatchCutter(endpoint.getBatchSize(), endpoint.getBatchBytes(), ledger.serials(), this::offer);
        EventIds ids = endpoint.getIdHeader() == null ? null : new EventIds(endpoint.getIdHeader(), ledger.journal().id());
        LineEvents events = new LineEvents(cutter, endpoint.getMaxEventBytes(), endpoint.getOversize(),
                endpoint.isByteOffsetHeader(), ids, deadLetter);
        reader = new LineReader(cutter, events, endpoint.getBatchSize(), endpoint.getMaxBatchCount(),
                !endpoint.isByteOffsetHeader() && ids == null);
        recut = ledger.pending().isEmpty() ? null : new Recut(ledger.pending(), table, reader, cutter);
        next = null;
        restedAt = System.nanoTime();
        restInterval = SECOND;
    }

    private Headers headers(FileGroup group, Path path) {
        return endpoint.isFileHeader() ? group.headers().with(endpoint.getFileHeaderKey(), path.toString()) : group.headers();
    }

    private boolean offer(EventBatch batch, CutBatch cut) throws InterruptedException {
        BatchJournal journal = ledger.journal();
        if (endpoint.getIdHeader() != null && !note(cut, journal)) {
            return false;
        }
        return send(batch, cut, sent -> PutOrigin.of(cut.in(journal), batch, sent));
    }

    /** What event ids say of a file must be known before anybody sees one. */
    private boolean note(CutBatch cut, BatchJournal journal) throws InterruptedException {
        while (true) {
            try {
                journal.note(cut.spans());
                return true;
            } catch (IOException e) {
                LOG.warn("Source {} cannot give event ids, and waits until it can: {}", endpoint.getName(), e.getMessage());
                if (!pause(endpoint.getMaxBackoffSleep())) {
                    return false;
                }
            }
        }
    }

    @Override
    protected boolean poll() throws InterruptedException {
        if (recut != null) {
            if (!recut.next()) {
                recut = null;
            }
            return true;
        }
        long begin = System.nanoTime();
        sleep = -1;
        table.discover();
        if (begin - restedAt >= restInterval && !lookAfterResting(begin)) {
            return false;
        }
        boolean more = false;
        long reading = 0;
        boolean active = false;
        TailedFile[] files = table.files();
        int first = indexOf(files, next);
        next = null;
        for (int i = 0; i < files.length && next == null && !isStopRequested(); i++) {
            TailedFile file = files[(first + i) % files.length];
            long start = System.nanoTime();
            if (hasNews(file, start)) {
                active = true;
                LineReader.Turn turn = read(file);
                reading += System.nanoTime() - start;
                if (turn == LineReader.Turn.STOPPED) {
                    return false;
                }
                more |= turn != LineReader.Turn.DRAINED;
                next = turn == LineReader.Turn.PAUSED ? file : null;
            }
        }
        long cost = System.nanoTime() - begin - reading;
        if (!cutter.cut()) {
            return false;
        }
        sleep = pace.next(active, cost);
        return more;
    }

    private static int indexOf(TailedFile[] files, TailedFile file) {
        for (int i = 0; file != null && i < files.length; i++) {
            if (files[i] == file) {
                return i;
            }
        }
        return 0;
    }

    private boolean hasNews(TailedFile file, long now) {
        try {
            return file.isOpen() && !file.isResting(now) && file.size() != file.scanned();
        } catch (IOException e) {
            failed(file, e);
            return false;
        }
    }

    private LineReader.Turn read(TailedFile file) throws InterruptedException {
        try {
            LineReader.Turn turn = reader.read(file);
            file.recovered();
            return turn;
        } catch (IOException e) {
            failed(file, e);
            return LineReader.Turn.DRAINED;
        }
    }

    private void failed(TailedFile file, IOException cause) {
        counter().eventReadFail(1);
        FileTable.complain(file, cause);
        if (!(cause instanceof DeadLetterException) && !file.isAstray()) {
            file.close();
        }
    }

    /** Looks after files that do not grow: written anew with the same size, grown while closed, to be closed or dropped. */
    private boolean lookAfterResting(long begin) throws InterruptedException {
        for (TailedFile file : table.files()) {
            if (!file.isResting(begin)) {
                try {
                    if (!(file.isOpen() ? lookAfterOpen(file, begin) : lookAfterClosed(file))) {
                        return false;
                    }
                } catch (IOException e) {
                    failed(file, e);
                }
            }
        }
        restedAt = System.nanoTime();
        restInterval = Math.min(Math.max(SECOND, (restedAt - begin) * REST_SHARE), 30 * SECOND);
        return true;
    }

    private boolean lookAfterOpen(TailedFile file, long now) throws IOException, InterruptedException {
        long idle = file.idleNanos(now);
        if (idle < SECOND || file.size() != file.scanned()) {
            return true;
        }
        FileStat stat = FileStat.of(file.path());
        if (stat != null && stat.identity().equals(file.identity()) && !file.isKnownVersion(stat.lastModified())
            && !file.isVerified()) {
            file.restart("was written anew");
            return true;
        }
        if (idle >= TimeUnit.MILLISECONDS.toNanos(endpoint.getIdleTimeout())) {
            if (file.scanned() > file.position() && reader.ship(file) == LineReader.Turn.STOPPED) {
                return false;
            }
            if (file.size() == file.position()) {
                rest(file);
            }
        }
        return true;
    }

    /** As long as it is open, nothing else gets the inode of a file that was deleted. One that was moved may be found again. */
    private void rest(TailedFile file) {
        if (file.isSettled()) {
            if (!file.isAstray()) {
                file.close();
            } else if (file.isAstrayFor(LOST)) {
                table.dropAstray(file);
            }
        }
    }

    private boolean lookAfterClosed(TailedFile file) {
        FileStat stat = FileStat.of(file.path());
        boolean there = stat != null && stat.identity().equals(file.identity());
        if (file.isAstray()) {
            boolean opened = there && stat.size() > file.position() && table.reopen(file);
            if (!opened && file.isSettled() && file.isAstrayFor(LOST)) {
                table.dropAstray(file);
            }
        } else if (there && (stat.size() != file.position() || !file.isKnownVersion(stat.lastModified()))) {
            table.reopen(file);
        }
        return true;
    }

    @Override
    protected void idle(long millis) throws InterruptedException {
        pause(sleep < 0 ? millis : Math.min(millis, sleep));
    }

    @Override
    protected void settled(CutBatch batch) {
        ledger.settled(batch, endpoint.getBatchSize());
    }

    private void keep() {
        if (running) {
            try {
                table.discoverIfOlderThan(SECOND);
            } catch (RuntimeException e) {
                LOG.warn("Source {} cannot look for new files, and tries again", endpoint.getName(), e);
            }
        }
        ledger.writeIfDue(table::records);
    }

    @Override
    protected void doStop() throws Exception {
        running = false;
        if (watch != null) {
            watch.close();
            endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(watcher);
            watch = null;
        }
        super.doStop();
    }

    @Override
    protected void closed() {
        ledger.write(table::records);
        table.close();
    }

    @Override
    protected void doShutdown() throws Exception {
        release();
        super.doShutdown();
    }

    /**
     * Writes the positions for the last time and gives the position file back. Acknowledgements that come later are lost:
     * their events come again.
     *
     * @throws IllegalStateException if this source has not been stopped
     */
    void release() {
        if (running) {
            throw new IllegalStateException(endpoint + " is read by two routes; give each flume-taildir a name and a"
                                            + " positionFile of its own");
        }
        if (keeper != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(keeper);
            keeper = null;
            ledger.write(table::records);
            ledger.tidy();
        }
        if (deadLetter != null) {
            deadLetter.stop();
            deadLetter = null;
        }
        ledger.release();
    }
}
