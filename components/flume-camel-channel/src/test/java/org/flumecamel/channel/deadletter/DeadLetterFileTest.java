/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files are read as far as they can be, whatever state they are in. */
class DeadLetterFileTest {

    @TempDir
    Path directory;
    private Path path;
    private DeadLetterFile file;
    private List<Long> blocks;

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("c1-errors-1700000000000.avro");
        file = Letters.write(path, 10, 5);
        blocks = new ArrayList<>(new TreeSet<>(Letters.read(file).keySet().stream().map(LetterId::block).toList()));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private Scan scan() throws IOException {
        return file.read((id, letter) -> true);
    }

    @Test
    void givesEveryLetterWithAllItHas() throws IOException {
        DeadLetter letter = Letters.read(file).get(new LetterId(blocks.get(1), 2));
        assertThat(letter.event().headers()).isEqualTo(Map.of("n", "7"));
        assertThat(new String(letter.event().body())).isEqualTo("body 7");
        assertThat(letter.reason()).isEqualTo("reason 7");
        assertThat(letter.origin()).isEqualTo("route r");
        assertThat(letter.time()).isEqualTo(1007);
        assertThat(Letters.numbers(file)).isEqualTo(range(0, 50));
        assertThat(scan()).isEqualTo(new Scan(50, List.of(), true));
    }

    @Test
    void theNameIsWhatStandsBeforeTheTime() {
        assertThat(file.name()).isEqualTo("c1-errors");
        assertThat(DeadLetterFile.at(Path.of("x.avro"))).isNull();
        assertThat(DeadLetterFile.at(Path.of("x-1.avro.replayed"))).isNull();
        assertThat(DeadLetterFile.at(Path.of("x-99999999999999999999.avro"))).isNull();
    }

    @Test
    void filesComeInTheOrderTheyWereBegun() throws IOException {
        Letters.write(directory.resolve("c1-errors-999.avro"), 1, 1);
        Letters.write(directory.resolve("b-5.avro"), 1, 1);
        Files.writeString(directory.resolve("c1-errors-999.avro.marks"), "");
        assertThat(new DeadLetterFolder(directory).files()).extracting(one -> one.path().getFileName().toString())
                .containsExactly("b-5.avro", "c1-errors-999.avro", "c1-errors-1700000000000.avro");
        assertThat(new DeadLetterFolder(directory).files("c1-errors")).hasSize(2);
    }

    @Test
    void aReaderMayStop() throws IOException {
        List<LetterId> ids = new ArrayList<>();
        Scan scan = file.read((id, letter) -> {
            ids.add(id);
            return ids.size() < 7;
        });
        assertThat(ids).hasSize(7);
        assertThat(scan.ended()).isFalse();
    }

    @Test
    void aFileThatIsCutAnywhereGivesItsWholeBlocks() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        long size = bytes.length;
        for (long cut = size - 1; cut >= 0; cut -= 31) {
            Files.write(path, Arrays.copyOf(bytes, (int) cut));
            long end = cut;
            int whole = (int) IntStream.range(0, 10)
                    .filter(block -> (block == 9 ? size : blocks.get(block + 1)) <= end).count();
            List<Integer> numbers = new ArrayList<>();
            Scan scan = file.read((id, letter) -> numbers.add(Integer.parseInt(letter.event().headers().get("n"))));
            assertThat(numbers).as("cut at %d", cut).isEqualTo(range(0, whole * 5));
            boolean atABlock = cut == 0 || blocks.contains(cut);
            assertThat(scan.damage()).as("cut at %d", cut).hasSize(atABlock ? 0 : 1)
                    .allSatisfy(damage -> assertThat(damage.to()).isEqualTo(end));
        }
    }

    @Test
    void aDamagedBlockCostsItsOwnLettersOnly() throws IOException {
        // the marker at its end
        Letters.flip(path, blocks.get(4) - 3, 0xff);
        List<Integer> expected = new ArrayList<>(range(0, 15));
        expected.addAll(range(25, 50));
        assertThat(Letters.numbers(file)).as("the damaged marker divides blocks 3 and 4").isEqualTo(expected);
        assertThat(scan().damage()).singleElement().satisfies(damage -> {
            assertThat(damage.from()).isEqualTo(blocks.get(3));
            assertThat(damage.to()).isEqualTo(blocks.get(5));
            assertThat(damage.toString()).contains("bytes " + blocks.get(3) + " to " + blocks.get(5), "damaged");
        });
    }

    @Test
    void idsStayWhatTheyAreWhenAnotherBlockIsDamaged() throws IOException {
        var before = Letters.read(file);
        Letters.flip(path, blocks.get(4) - 3, 0xff);
        Letters.read(file).forEach((id, letter) -> assertThat(letter.reason()).isEqualTo(before.get(id).reason()));
    }

    /** Whatever bit flips, it is read to its end, without asking for more memory than there is. */
    @Test
    void anyDamageIsSurvived() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = Files.readAllBytes(path);
        for (int round = 0; round < 200; round++) {
            byte[] broken = bytes.clone();
            int at = random.nextInt(broken.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, broken);
            Scan scan = scan();
            assertThat(scan.ended()).as("seed %d, round %d, byte %d", seed, round, at).isTrue();
            if (at >= blocks.get(0)) {
                assertThat(scan.letters()).as("seed %d, round %d, byte %d", seed, round, at).isGreaterThanOrEqualTo(40);
            }
        }
    }

    @Test
    void aFileInUseGivesWhatIsThereAndCallsTheRestNoDamage() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(file.isInUse()).isTrue();
            channel.truncate(blocks.get(9) + 20);
            assertThat(scan()).isEqualTo(new Scan(45, List.of(), true));
        }
        assertThat(file.isInUse()).isFalse();
        assertThat(scan().damage()).hasSize(1);
    }

    @Test
    void whatIsNoAvroFileIsNamed() throws IOException {
        Files.writeString(path, "this is something else");
        assertThat(scan().damage()).singleElement().extracting(Scan.Damage::what).asString().contains("does not begin");
    }

    @Test
    void largeLettersAreReadWhole() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        Path other = directory.resolve("large-1.avro");
        try (var writer = new DataFileWriter<>(
                new GenericDatumWriter<GenericRecord>(DeadLetter.SCHEMA))) {
            writer.create(DeadLetter.SCHEMA, other.toFile());
            writer.append(new DeadLetter(Event.of(large), "r", "o", 1).toRecord());
        }
        assertThat(Letters.read(DeadLetterFile.at(other)).values()).singleElement()
                .satisfies(letter -> assertThat(letter.event().body()).isEqualTo(large));
    }
}
