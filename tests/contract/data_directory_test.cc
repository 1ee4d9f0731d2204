#include "server/storage/data_directory.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "common/base/error.h"
#include "tests/support/temp_folder.h"

namespace motcua::storage {
namespace {

class DataDirectoryTest : public testing::Test {
 protected:
  TempFolder folder_;
  std::filesystem::path path_ = folder_ / "data";
};

TEST_F(DataDirectoryTest, CreateMakesAFolderForItsOwnerOnly) {
  ASSERT_TRUE(DataDirectory::Create(path_).ok());
  struct stat info {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0700);
  EXPECT_EQ((*DataDirectory::Open(path_))->database(), path_ / "motcua.db");
}

TEST_F(DataDirectoryTest, CreateTakesAnEmptyFolderAndClosesIt) {
  ASSERT_EQ(mkdir(path_.c_str(), 0755), 0);
  ASSERT_TRUE(DataDirectory::Create(path_).ok());
  struct stat info {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700);
}

TEST_F(DataDirectoryTest, CreateRefusesWhatIsNotEmpty) {
  ASSERT_TRUE(DataDirectory::Create(path_).ok());
  const auto again = DataDirectory::Create(path_).status();
  EXPECT_EQ(again.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(again), "DATA_DIRECTORY_NOT_EMPTY");
  EXPECT_EQ(ErrorReason(DataDirectory::Create(path_ / "no" / "parent").status()),
            "DATA_DIRECTORY_MISSING");
  std::ofstream(folder_ / "file") << "x";
  EXPECT_EQ(ErrorReason(DataDirectory::Create(folder_ / "file").status()),
            "DATA_DIRECTORY_NOT_EMPTY");
}

TEST_F(DataDirectoryTest, ASecondServerIsRefusedUntilTheFirstHasGone) {
  auto first = DataDirectory::Create(path_);
  ASSERT_TRUE(first.ok());
  const auto second = DataDirectory::Open(path_).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(second), "DATA_DIRECTORY_LOCKED");
  first->reset();
  EXPECT_TRUE(DataDirectory::Open(path_).ok());
}

TEST_F(DataDirectoryTest, AnotherProcessIsRefusedToo) {
  auto first = DataDirectory::Create(path_);
  ASSERT_TRUE(first.ok());
  const pid_t child = fork();
  if (child == 0) {
    _exit(ErrorReason(DataDirectory::Open(path_).status()) == "DATA_DIRECTORY_LOCKED" ? 0 : 1);
  }
  int result = -1;
  ASSERT_EQ(waitpid(child, &result, 0), child);
  EXPECT_EQ(result, 0);
}

TEST_F(DataDirectoryTest, OpenRefusesWhatOthersCanReach) {
  ASSERT_TRUE(DataDirectory::Create(path_).ok());
  for (const mode_t mode : {0710, 0740, 0701, 0704, 0777}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    EXPECT_EQ(ErrorReason(DataDirectory::Open(path_).status()), "DATA_DIRECTORY_EXPOSED") << mode;
  }
  ASSERT_EQ(chmod(path_.c_str(), 0700), 0);
  EXPECT_TRUE(DataDirectory::Open(path_).ok());
}

TEST_F(DataDirectoryTest, OpenRefusesWhatIsNotThere) {
  EXPECT_EQ(DataDirectory::Open(path_).status().code(), absl::StatusCode::kNotFound);
  std::ofstream(folder_ / "file") << "x";
  EXPECT_EQ(ErrorReason(DataDirectory::Open(folder_ / "file").status()), "DATA_DIRECTORY_MISSING");
}

TEST_F(DataDirectoryTest, TheDemoAndTheServerKeepOutOfEachOthersFolders) {
  const auto demo = folder_ / "demo";
  {
    auto made = DataDirectory::Create(demo, ProgramKind::kDemo);
    ASSERT_TRUE(made.ok()) << made.status();
    EXPECT_TRUE((*made)->is_demo());
    auto real = DataDirectory::Create(path_);
    ASSERT_TRUE(real.ok());
    EXPECT_FALSE((*real)->is_demo());
  }
  EXPECT_TRUE(DataDirectory::Open(demo, ProgramKind::kDemo).ok());
  EXPECT_TRUE(DataDirectory::Open(path_, ProgramKind::kProduction).ok());
  EXPECT_EQ(ErrorReason(DataDirectory::Open(demo, ProgramKind::kProduction).status()),
            "DEMO_DATA_DIRECTORY");
  EXPECT_EQ(ErrorReason(DataDirectory::Open(path_, ProgramKind::kDemo).status()),
            "NOT_A_DEMO_DATA_DIRECTORY");
}

TEST_F(DataDirectoryTest, AFolderWithADatabaseDoesNotBecomeADemo) {
  auto real = DataDirectory::Create(path_);
  ASSERT_TRUE(real.ok());
  std::ofstream((*real)->database()) << "x";
  EXPECT_EQ(ErrorReason((*real)->MarkDemo()), "DATA_DIRECTORY_NOT_EMPTY");
  EXPECT_FALSE((*real)->is_demo());
}

TEST_F(DataDirectoryTest, NoErrorNamesTheFolder) {
  const std::string name = path_.string();
  EXPECT_EQ(DataDirectory::Open(path_).status().ToString().find(name), std::string::npos);
  auto first = DataDirectory::Create(path_);
  EXPECT_EQ(DataDirectory::Open(path_).status().ToString().find(name), std::string::npos);
}

TEST_F(DataDirectoryTest, KnowsWhichFileSystemsAreRemote) {
  for (const long type : {0x6969L, 0x65735546L, 0xff534d42L, 0xfe534d42L, 0x01021997L}) {
    EXPECT_TRUE(IsRemoteFileSystem(type)) << std::hex << type;
  }
  // ext4, xfs, btrfs, tmpfs, overlayfs
  for (const long type : {0xef53L, 0x58465342L, 0x9123683eL, 0x01021994L, 0x794c7630L}) {
    EXPECT_FALSE(IsRemoteFileSystem(type)) << std::hex << type;
  }
}

}  // namespace
}  // namespace motcua::storage
